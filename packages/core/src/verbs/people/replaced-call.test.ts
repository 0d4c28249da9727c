import { describe, expect, test } from "vitest";
import type { TestSignal } from "../../testing/loopback.fixture.js";
import { bob, failureOf, peopleWorld } from "../../testing/people.fixture.js";

const other = "+14255550177";

/** A second call of the bot, with Bob. */
async function twoCalls() {
  const there = await peopleWorld();
  const second = await there.calling.create({ to: other, from: "+14255550100" });
  const address = there.wire.last("create").context.callbackUrl;
  const tellSecond = (...signals: readonly TestSignal[]) => there.tellAt(address, ...signals);
  await tellSecond({ kind: "state", state: "connected" });
  return { ...there, second, tellSecond, moves: () => there.wire.count("addParticipant") };
}

describe("somebody who comes over from another call", () => {
  test("is named by that call's id at the provider", async () => {
    const { call, second, wire, settle, finish } = await twoCalls();
    const moving = call.addParticipant(other, { replaces: second });
    await settle();
    expect(wire.last("addParticipant").input).toEqual({ to: bob.party, replaces: { providerCallId: "p2" } });
    await finish("addParticipant", "completed", { participant: bob });
    expect(await moving).toEqual(bob);
  });

  test("may be on a call that is known by that id alone", async () => {
    const { call, wire, settle } = await twoCalls();
    void call.addParticipant(other, { replaces: { providerCallId: "elsewhere" } });
    await settle();
    expect(wire.last("addParticipant").input).toEqual({ to: bob.party, replaces: { providerCallId: "elsewhere" } });
  });

  test("has to be on that call", async () => {
    const { call, second, moves } = await twoCalls();
    expect(await failureOf(call.addParticipant("+14255550199", { replaces: second }))).toMatchObject({
      ...{ code: "invalid-request", verb: "addParticipant" },
      hint: "Name the other side of that call, or one of its participants().",
    });
    expect(moves()).toBe(0);
  });

  test("may be anybody in the roster of that call", async () => {
    const { call, second, tellSecond, moves, settle } = await twoCalls();
    await tellSecond({ kind: "participants", participants: [{ id: "x", party: { kind: "user", id: "u" } }] });
    void call.addParticipant({ kind: "user", id: "U" }, { replaces: second });
    await settle();
    expect(moves()).toBe(1);
  });

  test("cannot come over from a call that is over, has no id yet, or is this very call", async () => {
    const { call, second, tellSecond, calling, moves } = await twoCalls();
    const refusal = async (replaces: NonNullable<Parameters<typeof call.addParticipant>[1]>["replaces"] & object) =>
      failureOf(call.addParticipant(other, { replaces }));
    expect(await refusal(call)).toMatchObject({ code: "invalid-request", hint: "Give the other call of the bot." });
    expect(await refusal({ providerCallId: "P1" })).toMatchObject({ code: "invalid-request" });
    expect(await refusal({ providerCallId: undefined })).toMatchObject({ code: "conflict" });
    calling.on("call-ended", () => new Promise(() => {}));
    await tellSecond({ kind: "state", id: "ended", state: "disconnected" });
    expect(await refusal(second)).toMatchObject({ code: "call-ended" });
    expect(moves()).toBe(0);
  });
});
