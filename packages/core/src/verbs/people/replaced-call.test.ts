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

describe("the call that its only other party has left for another one", () => {
  const ended = {
    kind: "state",
    id: "ended",
    state: "disconnected",
    result: { code: 0, subcode: 5002, message: "" },
  } as const;

  async function moving() {
    const there = await twoCalls();
    const operation = there.call.addParticipant(other, { replaces: there.second });
    const failure = failureOf(operation);
    await there.settle();
    return { ...there, failure, operation };
  }

  test.each(["before", "after"])("ends as transferred, if the end comes %s the success", async (order) => {
    const { second, tellSecond, finish, operation } = await moving();
    if (order === "before") await tellSecond(ended);
    await finish("addParticipant", "completed", { participant: bob });
    if (order === "after") await tellSecond(ended);
    expect(await operation).toEqual(bob);
    expect(await second.ended).toMatchObject({ kind: "transferred", subcode: 5002 });
  });

  test("ends for reasons of its own when they were not brought over", async () => {
    const { second, tellSecond, finish, failure, settle } = await moving();
    await finish("addParticipant", "failed", { result: { code: 500, subcode: 0, message: "no" } });
    await failure;
    await settle();
    await tellSecond(ended);
    expect(await second.ended).toMatchObject({ kind: "remote-hung-up" });
  });

  test("ends for reasons of its own long after they were brought over", async () => {
    const { second, tellSecond, finish, clock } = await moving();
    await finish("addParticipant", "completed", { participant: bob });
    await clock.advance(75_000);
    await tellSecond(ended);
    expect(await second.ended).toMatchObject({ kind: "remote-hung-up" });
  });

  test("was hung up by the bot itself, if it was", async () => {
    const { second, tellSecond, wire, settle } = await moving();
    const hangingUp = second.hangUp();
    await settle();
    expect(wire.count("hangUp")).toBe(1);
    await tellSecond(ended);
    await hangingUp;
    expect(await second.ended).toMatchObject({ kind: "hung-up" });
  });
});
