import type { SimControl, SimState } from "@trunkline/simulator/page";
import { beforeEach, describe, expect, test } from "vitest";
import { aCall, anEvent } from "../testing.fixture.js";
import type { BotCall } from "../traces/calls.js";
import { mirroring } from "./mirror.js";
import type { Known } from "./twin.js";

/** Alice's call to a bot. */
function aliceCalls(id: string, botId: string, startedAt: number, state: "connected" | "ended" = "connected") {
  const call = aCall(id, `leg-${id}`, startedAt);
  const [bot] = call.legs;
  if (!bot) throw new Error("the fixture has no leg");
  const alice = { ...bot, id: `alice-${id}`, owner: { kind: "person", personId: "alice" } as const, state };
  return {
    ...call,
    legs: [
      { ...alice, direction: "outgoing" as const },
      { ...bot, owner: { kind: "bot", botId } as const },
    ],
  };
}

/** The caller's leg in a call from which the bot has taken them. */
function moved(owner: string, endedAt: number) {
  return owner === "person" ? { state: "ended" as const, end: { kind: "moved" }, endedAt } : {};
}

function at(callId: string, step: string): BotCall {
  const events = [anEvent(0, "bot-step", { step, summary: step })];
  return { ref: callId, provider: "acs", callId, startedAt: 0, events, wire: [] };
}

describe("a mirrored act", () => {
  let done: string[];
  let known: Known;
  let pauses: (() => void)[];
  const mirror = (): SimControl["act"] =>
    mirroring(
      async (_, action, body) => void done.push(`${action} ${"callId" in body ? body.callId : ""}`),
      () => known,
      () => new Promise((resolve) => pauses.push(resolve)),
    );
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const world = (calls: SimState["calls"], steps: BotCall[]): Known => ({
    sim: { seq: 0, now: 0, clock: "real", people: [], bots: [], meetings: [], calls, log: [], faults: [] },
    calls: steps,
  });
  beforeEach(() => {
    done = [];
    pauses = [];
    known = world(
      [aliceCalls("one", "bot-graph", 1000), aliceCalls("two", "bot-acs", 1100)],
      [at("one", "pin"), at("two", "pin")],
    );
  });

  test("presses a key in both calls that were placed together", async () => {
    await mirror()("alice", "press", { tones: "1", callId: "one" });
    await settle();
    expect(done).toEqual(["press one", "press two"]);
  });

  test("waits with a key until the other call is at the same step, and keeps the order", async () => {
    known = world([...(known.sim?.calls ?? [])], [at("one", "menu"), at("two", "pin")]);
    const act = mirror();
    await act("alice", "press", { tones: "1", callId: "one" });
    await act("alice", "hang-up", { callId: "one" });
    await settle();
    expect(done).toEqual(["press one", "hang-up one"]);
    known = world([...(known.sim?.calls ?? [])], [at("one", "menu"), at("two", "menu")]);
    pauses.shift()?.();
    await settle();
    expect(done.slice(2)).toEqual(["press two", "hang-up two"]);
  });

  test("presses the key after ten seconds even if the other call does not get there", async () => {
    known = world([...(known.sim?.calls ?? [])], [at("one", "menu"), at("two", "pin")]);
    await mirror()("alice", "press", { tones: "1", callId: "one" });
    for (let waited = 0; waited < 10_000; waited += 50) {
      await settle();
      expect(done).toEqual(["press one"]);
      pauses.shift()?.();
    }
    await settle();
    expect(done).toEqual(["press one", "press two"]);
  });

  test.each([
    ["one that was placed at another time", aliceCalls("two", "bot-acs", 5000)],
    ["one to the same bot", aliceCalls("two", "bot-graph", 1100)],
    ["one that is over", aliceCalls("two", "bot-acs", 1100, "ended")],
  ])("leaves other calls alone: %s", async (_, other) => {
    known = world([aliceCalls("one", "bot-graph", 1000), other], [at("one", "pin"), at("two", "pin")]);
    await mirror()("alice", "press", { tones: "1", callId: "one" });
    await settle();
    expect(done).toEqual(["press one"]);
  });

  test("follows a caller who was brought into a meeting", async () => {
    const [one, two] = known.sim?.calls ?? [];
    if (!one || !two) throw new Error("the fixture has no calls");
    const left = { ...one, legs: one.legs.map((leg) => ({ ...leg, ...moved(leg.owner.kind, 9000) })) };
    const meeting = aliceCalls("meeting", "bot-graph", 8000);
    const joined = { ...meeting, legs: meeting.legs.map((leg) => ({ ...leg, connectedAt: 9010 })) };
    known = world([left, two, joined], [at("meeting", "talking"), at("two", "talking")]);
    await mirror()("alice", "press", { tones: "1", callId: "meeting" });
    await settle();
    expect(done).toEqual(["press meeting", "press two"]);
    await mirror()("alice", "press", { tones: "2", callId: "two" });
    await settle();
    expect(done.slice(2)).toEqual(["press two", "press meeting"]);
  });

  test("does not mirror what opens a call", async () => {
    await mirror()("alice", "answer", { callId: "one" });
    await settle();
    expect(done).toEqual(["answer one"]);
  });
});
