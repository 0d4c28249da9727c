import { describe, expect, test } from "vitest";
import { ada, bob, failureOf, peopleWorld } from "../../testing/people.fixture.js";
import { CallingError } from "../../words/calling-error.js";
import type { ParticipantLike } from "../../words/inputs-and-results.js";
import { party } from "../../words/party.js";

const grace = party.user("98DA8A1A-1b87-452c-a713-65d3f10b1253");

async function askedFor(who: ParticipantLike, ...on: Parameters<typeof peopleWorld>[1][]) {
  const { call, wire } = await peopleWorld({}, ...on);
  const failure = await failureOf(call.mute(who));
  return { failure, asked: wire.sent.filter(({ verb }) => verb === "mute").map(({ input }) => input) };
}

describe("whom a verb is about", () => {
  test("a participant of the roster is that very one, and a party is the participant of that name", async () => {
    const who = { id: "b", party: bob.party };
    for (const meant of [bob, "+14255550177", bob.party] as const)
      expect(await askedFor(meant, ada, bob)).toMatchObject({ asked: [{ who }] });
  });

  test("a participant may have changed since it was kept, and names are no part of a party", async () => {
    const kept = { ...JSON.parse(JSON.stringify(bob)), muted: true, party: { ...bob.party, displayName: "Bob" } };
    expect(await askedFor(kept, ada, bob)).toMatchObject({ asked: [{ who: { id: "b", party: bob.party } }] });
  });

  test("a party who is on the call twice is a conflict, and each of the two participants can be given", async () => {
    const devices = ["g1", "g2"].map((id) => ({ id, party: grace }));
    const { failure, asked } = await askedFor({ ...grace, id: grace.id.toLowerCase() }, ...devices);
    expect(failure).toMatchObject({
      code: "conflict",
      hint: "Give the Participant that you mean: see call.participants().",
    });
    expect(asked).toEqual([]);
    expect(await askedFor({ id: "g2", party: grace }, ...devices)).toMatchObject({ asked: [{ who: { id: "g2" } }] });
  });

  test("somebody who is not on the call is not found, before any request", async () => {
    for (const absent of [bob, "+14255550177", { ...ada, id: "of another call" }] as const) {
      const { failure, asked } = await askedFor(absent, ada);
      expect(failure).toMatchObject({ code: "not-found", provider: "loopback", verb: "mute" });
      expect(asked).toEqual([]);
    }
  });

  test("before the first roster a party is taken at its word, and a participant is not known", async () => {
    expect(await askedFor("+14255550177")).toMatchObject({ asked: [{ who: { party: bob.party } }] });
    expect(await askedFor(bob)).toMatchObject({ failure: { code: "not-found" }, asked: [] });
  });

  test("a text that is no number is refused", async () => {
    // @ts-expect-error it is no E.164 number.
    expect(await askedFor("bob", ada, bob)).toMatchObject({ failure: { code: "invalid-request" }, asked: [] });
  });

  test("a call is no participant", async () => {
    const { call } = await peopleWorld({}, ada);
    // @ts-expect-error it has no party.
    expect(await failureOf(call.mute(call))).toMatchObject({ code: "invalid-request" });
  });

  test("somebody who was added is known before a roster shows them", async () => {
    const { call, wire, finish, roster } = await peopleWorld({}, ada);
    const adding = call.addParticipant("+14255550177");
    await finish("addParticipant", "completed", { participant: bob });
    await call.mute(await adding);
    await call.mute("+14255550177");
    expect(wire.sent.filter(({ verb }) => verb === "mute").map(({ input }) => input)).toEqual([
      { who: bob },
      { who: bob },
    ]);
    await roster(ada, bob);
    await roster(ada);
    expect(await failureOf(call.mute(bob))).toMatchObject({ code: "not-found" });
  });
});

describe("the bot itself", () => {
  const bot = { id: "me", party: party.application("2891555a-92ff-42e6-80fa-6e1300c6b5c6") };

  test.each([
    ["mute", "The bot mutes itself with call.muteSelf()."],
    ["unmute", "The bot takes that back with call.unmuteSelf()."],
    ["removeParticipant", "The bot leaves with call.hangUp()."],
    ["hold", "Nobody has to hold the bot: it is silent while it plays nothing."],
    ["unhold", "Nobody has to hold the bot: it is silent while it plays nothing."],
  ] as const)("%s is refused with what to do instead", async (verb, hint) => {
    const { call, wire } = await peopleWorld({}, ada, { ...bot, self: true });
    const before = wire.sent.length;
    expect(await failureOf(call[verb](bot))).toMatchObject({ code: "invalid-request", verb, hint });
    expect(await failureOf(call[verb](bot.party))).toMatchObject({ code: "invalid-request", verb, hint });
    expect(wire.sent).toHaveLength(before);
  });

  test("is known by its name before any roster", async () => {
    const { call } = await peopleWorld({ adapted: (adapter) => ({ ...adapter, self: bot.party }) });
    expect(await failureOf(call.mute(bot.party))).toMatchObject({ code: "invalid-request" });
  });
});

test("what cannot be done at all is said before who is on the call", async () => {
  const { call, hangUpRemotely } = await peopleWorld({}, ada);
  await hangUpRemotely();
  const failure = await failureOf(call.mute(bob));
  expect(CallingError.is(failure) && failure.code).toBe("call-ended");
});
