import { describe, expect, test } from "vitest";
import type { Call } from "../../interface/call.js";
import { connectedOnA } from "../../testing/instances.fixture.js";
import { ada, bob, eve, failureOf, peopleWorld, ruled } from "../../testing/people.fixture.js";
import { CallingError } from "../../words/calling-error.js";
import { party } from "../../words/party.js";

const ringing = { min: 1_000, max: 180_000 };
const busy = { code: 486, subcode: 7, message: "Busy here." };

async function adding(options: Parameters<typeof peopleWorld>[0] = {}, ...given: Parameters<Call["addParticipant"]>) {
  const there = await peopleWorld(options, ada);
  const operation = there.call.addParticipant(...given);
  await there.settle();
  return { ...there, operation };
}

describe("somebody who is added", () => {
  test("is the participant whom the provider names", async () => {
    const { operation, finish, events } = await adding({}, "+14255550177", { context: "mine" });
    await finish("addParticipant", "completed", { participant: bob });
    expect(await operation).toEqual(bob);
    expect(events.at(-1)).toBe("operation-completed");
  });

  test("is the one whom the roster shows, where the provider names none", async () => {
    for (const order of ["roster first", "roster last"]) {
      const { operation, finish, roster } = await adding({}, "+14255550177");
      if (order === "roster first") await roster(ada, bob);
      await finish("addParticipant");
      if (order === "roster last") await roster(ada, bob);
      expect(await operation, order).toEqual(bob);
    }
  });

  test("does not count as there because the roster shows them, while the provider is yet to say so", async () => {
    const { operation, roster, finish } = await adding({}, "+14255550177");
    await roster(ada, { ...bob, inLobby: true });
    await finish("addParticipant", "failed", { result: busy });
    expect(await failureOf(operation)).toMatchObject({ reason: { kind: "busy" } });
  });

  test("is there by the roster alone, where that is how the provider says so", async () => {
    const adapted = ruled({ addParticipant: { completes: "roster" } });
    const { operation, roster } = await adding({ adapted }, "+14255550177");
    await roster(ada, bob);
    expect(await operation).toEqual(bob);
  });

  test("is known by who they are, where no roster shows them in time", async () => {
    const { call, operation, finish, clock, roster, wire } = await adding({}, "+14255550177");
    await finish("addParticipant");
    await clock.advance(5_000);
    const hidden = { id: "phone:+14255550177", party: bob.party };
    expect(await operation).toEqual(hidden);
    await call.mute(hidden);
    expect(wire.last("mute").input).toEqual({ who: hidden });
    await roster(ada, bob);
    await call.mute(hidden);
    expect(wire.last("mute").input).toEqual({ who: { id: "b", party: bob.party } });
  });

  test("is not called a second time when they are on the call already", async () => {
    const { operation, wire } = await adding({}, "+14255550123");
    expect(await operation).toEqual(ada);
    expect((await operation.accepted).warnings).toEqual(["to: phone +14…23 is on the call already; nobody was called"]);
    expect(wire.count("addParticipant")).toBe(0);
  });

  test("is refused while they are being called already, and others are not", async () => {
    const { call, wire, settle } = await adding({}, "+14255550177");
    expect(await failureOf(call.addParticipant("+14255550177"))).toMatchObject({
      ...{ code: "conflict", verb: "addParticipant", hint: "Await that operation, or cancel it." },
    });
    void call.addParticipant(eve.party);
    await settle();
    expect(wire.sent.filter(({ verb }) => verb === "addParticipant").map(({ input }) => input)).toEqual([
      { to: bob.party },
      { to: eve.party },
    ]);
  });
});

describe("of several who are added at once, each has an end of their own", () => {
  test("by our id", async () => {
    const { call, operation, tell, wire, settle } = await adding({}, bob.party);
    const second = call.addParticipant(eve.party);
    await settle();
    const [first] = wire.sent.filter(({ verb }) => verb === "addParticipant");
    const base = { kind: "operation", verb: "addParticipant" } as const;
    await tell({ ...base, operationId: second.id, outcome: "completed", participant: eve });
    await tell({ ...base, operationId: first?.context.operationId ?? "", outcome: "failed", result: busy });
    expect(await second).toEqual(eve);
    expect(await failureOf(operation)).toMatchObject({ reason: { kind: "busy" } });
  });

  test("by the participant, where our id is not on the wire", async () => {
    const { call, operation, tell, settle } = await adding({}, bob.party);
    const second = call.addParticipant(eve.party);
    await settle();
    await tell({ kind: "operation", verb: "addParticipant", outcome: "completed", participant: eve });
    expect(await second).toEqual(eve);
    await tell({ kind: "operation", verb: "addParticipant", outcome: "failed", participant: bob, result: busy });
    expect(await failureOf(operation)).toMatchObject({ reason: { kind: "busy" } });
  });

  test("and a late report of one that is over does not end another", async () => {
    const { call, operation, finish, tell, settle } = await adding({}, bob.party);
    await finish("addParticipant", "failed", { result: busy });
    await failureOf(operation);
    const second = call.addParticipant(eve.party);
    await settle();
    const late = { kind: "operation", verb: "addParticipant", outcome: "failed", operationId: operation.id } as const;
    await tell({ ...late, id: "again", result: busy });
    await tell({ kind: "operation", verb: "addParticipant", outcome: "failed", participant: bob, result: busy });
    await tell({ ...late, operationId: second.id, outcome: "completed", participant: eve });
    expect(await second).toEqual(eve);
  });
});

describe("somebody who is not reached", () => {
  test("is a failure that says why, in the awaited operation and in the event", async () => {
    const { operation, finish, failed, calling } = await adding({}, "+14255550177");
    const reasons: unknown[] = [];
    calling.on("operation-failed", ({ error }) => void reasons.push(error.reason?.kind));
    await finish("addParticipant", "failed", { result: busy, hint: "Try again later." });
    expect(await failureOf(operation)).toMatchObject({
      ...{ code: "operation-failed", reason: { kind: "busy" }, providerCode: "7", hint: "Try again later." },
      message: "addParticipant failed: busy (486/7): Busy here. Try again later.",
    });
    expect([failed, reasons]).toEqual([["addParticipant: operation-failed"], ["busy"]]);
  });

  test("leaves the call as it was", async () => {
    const { call, finish } = await adding({}, "+14255550177");
    await finish("addParticipant", "failed", { result: busy });
    expect((await call.snapshot()).state).toBe("connected");
    expect(await call.participants()).toEqual([ada]);
  });
});

describe("ringMs", () => {
  test("reaches a provider that takes it, within its limits", async () => {
    const limits = { addParticipantRingMs: ringing };
    const { call, wire, clock, operation } = await adding({ limits }, "+14255550177", { ringMs: 90_000 });
    expect(wire.last("addParticipant").input).toEqual({ to: bob.party, ringMs: 90_000 });
    expect(call.capabilities.addParticipant.limits).toEqual({ leastRingMs: 1_000, mostRingMs: 180_000 });
    let over = false;
    operation.catch(() => {
      over = true;
    });
    await clock.advance(104_000);
    expect(over).toBe(false);
    await clock.advance(1_000);
    expect(await failureOf(operation)).toMatchObject({ code: "timeout" });
  });

  test("out of range is refused before any request", async () => {
    const { call, wire } = await peopleWorld({ limits: { addParticipantRingMs: ringing } }, ada);
    for (const ringMs of [999, 180_001, Number.NaN])
      expect(await failureOf(call.addParticipant("+14255550177", { ringMs }))).toMatchObject({
        ...{ code: "invalid-request", verb: "addParticipant", provider: "loopback" },
      });
    expect(wire.count("addParticipant")).toBe(0);
  });

  test("is a warning where the provider takes none, does not reach it, and shortens nothing", async () => {
    const { operation, wire, clock } = await adding({}, "+14255550177", { ringMs: 20_000 });
    expect(wire.last("addParticipant").input).toEqual({ to: bob.party });
    expect((await operation.accepted).warnings).toEqual([
      "ringMs: loopback takes no such time; they ring for as long as it lets them",
    ]);
    const failed = failureOf(operation);
    await clock.advance(74_000);
    expect(await Promise.race([failed, "still ringing"])).toBe("still ringing");
    await clock.advance(1_000);
    expect(await failed).toMatchObject({ code: "timeout" });
  });
});

test("from is a party, and reaches the provider", async () => {
  const { wire } = await adding({}, "+14255550177", { from: "+14255550100" });
  expect(wire.last("addParticipant").input).toMatchObject({ from: { kind: "phone", number: "+14255550100" } });
});

describe("while they ring", () => {
  test("the call ends: nobody was added, and the reason says how it ended", async () => {
    const { operation, hangUpRemotely } = await adding({}, "+14255550177");
    await hangUpRemotely();
    expect(await failureOf(operation)).toMatchObject({ code: "call-ended", reason: { kind: "remote-hung-up" } });
  });

  test("the bot is removed: the call ends as the provider says", async () => {
    const { operation, tell, events } = await adding(
      {
        adapted: (adapter) => ({ ...adapter, endReason: (said) => ({ kind: "removed", ...said }) }),
      },
      "+14255550177",
    );
    const result = { code: 410, subcode: 0, message: "removed" };
    await tell({ kind: "state", id: "ended", state: "disconnected", result });
    expect(await failureOf(operation)).toMatchObject({ code: "call-ended", reason: { kind: "removed" } });
    expect(events.at(-1)).toBe("call-ended:removed");
  });

  test("the last of the others hangs up: they are still added to the bot's call", async () => {
    const { operation, roster, finish } = await adding({}, "+14255550177");
    await roster();
    await finish("addParticipant", "completed", { participant: bob });
    expect(await operation).toEqual(bob);
  });
});

describe("after a takeover", () => {
  async function taken() {
    const world = await connectedOnA();
    const { a, b, call, address, clock, wire } = world;
    const lost = call.addParticipant("+14255550177");
    lost.catch(() => {});
    await clock.advance(0);
    a.cut(true);
    await clock.advance(60_000);
    const again = await b.calling.get(call.ref);
    return { ...world, again, lost, added: () => wire.count("addParticipant"), tell: b.tell.bind(b, address) };
  }

  const completed = (operationId: string) =>
    ({ kind: "operation", verb: "addParticipant", outcome: "completed", operationId, participant: bob }) as const;

  test("an invitation under way is joined when it is asked for again, and not made twice", async () => {
    const { again, lost, tell, clock, added } = await taken();
    const operation = again.addParticipant("+14255550177", { context: "again" });
    await clock.advance(0);
    await tell(completed(lost.id));
    expect(await operation).toEqual(bob);
    expect(added()).toBe(1);
  });

  test("one of the same party, from another call, is refused", async () => {
    const { again, added } = await taken();
    const replaces = { providerCallId: "p7" };
    expect(await failureOf(again.addParticipant("+14255550177", { replaces }))).toMatchObject({ code: "conflict" });
    expect(added()).toBe(1);
  });

  test("its end is taken by the new instance, and then they are there", async () => {
    const { again, lost, tell, log, added, clock } = await taken();
    await tell(completed(lost.id));
    expect(log).toContain("b:operation-completed");
    const operation = again.addParticipant("+14255550177");
    await clock.advance(0);
    expect(await operation).toEqual(bob);
    expect(added()).toBe(1);
  });

  test("it can be taken back there", async () => {
    const { again, lost, tell, clock, wire } = await taken();
    const operation = again.addParticipant("+14255550177");
    await clock.advance(0);
    const canceling = operation.cancel();
    await clock.advance(0);
    expect(wire.last("cancelAddParticipant").input).toEqual({ operationId: lost.id, to: bob.party });
    await tell({ ...completed(lost.id), outcome: "canceled" });
    expect(await failureOf(operation)).toMatchObject({ reason: { kind: "canceled" } });
    await clock.advance(15_000);
    await canceling;
  });
});

test("an error of the request is that of the operation", async () => {
  const there = await peopleWorld({}, ada);
  there.wire.next("addParticipant", () => {
    throw new CallingError("forbidden", "not for you");
  });
  expect(await failureOf(there.call.addParticipant(party.user("98da8a1a-1b87-452c-a713-65d3f10b1253")))).toMatchObject({
    code: "forbidden",
  });
});
