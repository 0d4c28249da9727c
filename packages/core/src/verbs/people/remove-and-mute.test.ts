import { describe, expect, test } from "vitest";
import type { Adapter } from "../../adapter/adapter.js";
import { ada, bob, eve, failureOf, peopleWorld, ruled } from "../../testing/people.fixture.js";
import { verbSamples } from "../../testing/verb-samples.fixture.js";

describe("somebody who is put out of the call", () => {
  test("is gone when the provider says so", async () => {
    const { call, wire, finish } = await peopleWorld({}, ada, bob);
    const removal = call.removeParticipant(bob);
    await finish("removeParticipant");
    expect(await removal).toEqual({ warnings: [] });
    expect(wire.last("removeParticipant").input).toEqual({ who: { id: "b", party: bob.party } });
  });

  test("is gone when a roster no longer shows them, and what the provider says later changes nothing", async () => {
    const { call, wire, roster, finish, settle, failed } = await peopleWorld({}, ada, bob, eve);
    const removal = call.removeParticipant(bob);
    await settle();
    await roster(ada, bob);
    await roster(ada);
    expect(await removal).toEqual({ warnings: [] });
    await finish("removeParticipant", "failed", { result: { code: 404, subcode: 0, message: "no such participant" } });
    expect([wire.count("removeParticipant"), failed]).toEqual([1, []]);
  });

  test("who was asked for before the first roster is gone when none shows that party", async () => {
    const { call, roster, settle } = await peopleWorld();
    const removal = call.removeParticipant("+14255550177");
    await settle();
    await roster(ada, bob);
    await roster(ada);
    expect(await removal).toEqual({ warnings: [] });
  });

  test("of two at once, each has an end of their own", async () => {
    const { call, finish, settle, roster } = await peopleWorld({}, ada, bob, eve);
    const first = call.removeParticipant(bob);
    await settle();
    const second = call.removeParticipant(eve);
    await finish("removeParticipant", "failed", { result: { code: 400, subcode: 1, message: "no" } });
    expect(await failureOf(second)).toMatchObject({ code: "operation-failed" });
    await roster(ada, eve);
    expect(await first).toEqual({ warnings: [] });
  });

  test("may be the last one: the call is over when the provider says that it is", async () => {
    const { call, hangUpRemotely } = await peopleWorld({}, ada);
    const removal = call.removeParticipant(ada);
    await hangUpRemotely();
    expect(await failureOf(removal)).toMatchObject({ code: "call-ended" });
  });
});

describe("somebody who is muted", () => {
  test("is, with the provider's yes; the roster follows", async () => {
    const { call, roster, rosters } = await peopleWorld({}, ada, bob);
    expect(await call.mute(bob)).toEqual({ warnings: [] });
    await roster(ada, { ...bob, muted: true });
    expect(rosters.at(-1)).toEqual([ada, { ...bob, muted: true }]);
    expect(await call.unmute(bob)).toEqual({ warnings: [] });
  });

  test("and was already: that is no error", async () => {
    const { call, wire } = await peopleWorld({}, { ...ada, muted: true });
    await call.mute(ada);
    expect(wire.count("mute")).toBe(1);
  });

  test("has left meanwhile: the work on them fails", async () => {
    const { call, roster, settle } = await peopleWorld({ adapted: ruled({ mute: { completes: "signal" } }) }, ada, bob);
    const muting = call.mute(bob);
    await settle();
    await roster(ada);
    expect(await failureOf(muting)).toMatchObject({
      ...{ code: "not-found", verb: "mute", message: "mute: phone +14…77 has left the call" },
    });
  });

  test("is muted by the roster, where that is how the provider says so", async () => {
    const byRoster = { completes: "roster" } as const;
    const { call, roster, settle } = await peopleWorld(
      { adapted: ruled({ mute: byRoster, unmute: byRoster }) },
      ...[ada, bob],
    );
    const muting = call.mute(bob);
    await settle();
    await roster({ ...ada, muted: true }, bob);
    await roster(ada, { ...bob, muted: true });
    await muting;
    const unmuting = call.unmute(bob);
    await settle();
    await roster(ada, bob);
    expect(await unmuting).toEqual({ warnings: [] });
  });
});

test.each([
  ["mute", "To have silence, put them on hold with call.hold(), or out of the call with call.removeParticipant()."],
  ["unmute", "Only they themselves can do that: ask them to, with call.play(prompt, { to })."],
  ["removeParticipant", "On a call for two, call.hangUp() ends it for both."],
  ["hold", "Play something to them alone, again and again: call.play(prompt, { to, loop: true })."],
  ["unhold", "Where there is no hold, there is nothing to take back: stop what plays with call.cancelMedia()."],
  ["addParticipant", "Transfer the other side with call.transfer(), or call them with calling.create()."],
] as const)("%s, where a provider does not have it, is refused with what to do instead", async (verb, hint) => {
  const without = (adapter: Adapter): Adapter => ({ ...adapter, verbs: { ...adapter.verbs, [verb]: undefined } });
  const { call } = await peopleWorld({ adapted: without }, ada, bob);
  expect(await failureOf(verbSamples[verb].begin(call))).toMatchObject({ code: "unsupported", verb, hint });
});
