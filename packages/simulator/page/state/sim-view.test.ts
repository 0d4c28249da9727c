import { describe, expect, test } from "vitest";
import { aCall, alice, aState } from "../testing/state.fixture.js";
import { noView, reduceSim, simNow, trailKey } from "./sim-view.js";

const RECEIVED = 5_000;
const view = reduceSim(noView, { type: "snapshot", state: aState({ seq: 7, now: 100_000 }) }, RECEIVED);

describe("the view of the simulator", () => {
  test("begins with a snapshot, and ignores changes before it", () => {
    expect(reduceSim(noView, { type: "bots", seq: 1, at: 0, bots: [] }, RECEIVED)).toBe(noView);
    expect(view.state?.seq).toBe(7);
  });

  test("has the simulator's time, not the page's", () => {
    expect(simNow(view, RECEIVED + 250)).toBe(100_250);
  });

  test("stands still with a clock that is moved by hand, until it is moved", () => {
    const still = reduceSim(noView, { type: "snapshot", state: aState({ clock: "manual", now: 100_000 }) }, RECEIVED);
    expect(simNow(still, RECEIVED + 60_000)).toBe(100_000);
    const moved = reduceSim(still, { type: "clock", seq: 1, at: 130_000 }, RECEIVED);
    expect(simNow(moved, RECEIVED + 60_000)).toBe(130_000);
  });

  test("replaces what has the same id, and adds what is new at the end", () => {
    const ringing = aCall({ id: "c1" });
    const one = reduceSim(view, { type: "call", seq: 8, at: 1, call: ringing }, RECEIVED);
    const two = reduceSim(one, { type: "call", seq: 9, at: 2, call: aCall({ id: "c2" }) }, RECEIVED);
    const three = reduceSim(two, { type: "call", seq: 10, at: 3, call: { ...ringing, endedAt: 3 } }, RECEIVED);
    expect(three.state?.calls.map(({ id, endedAt }) => [id, endedAt])).toEqual([
      ["c1", 3],
      ["c2", undefined],
    ]);
  });

  test("sees by the numbers that a message is missing, and a new snapshot mends it", () => {
    const gap = reduceSim(view, { type: "bots", seq: 9, at: 1, bots: [] }, RECEIVED);
    expect(gap.gap).toBe(true);
    expect(reduceSim(gap, { type: "snapshot", state: aState({ seq: 9 }) }, RECEIVED).gap).toBe(false);
  });

  test("takes a message only once", () => {
    const press = { type: "pressed", seq: 8, at: 1, personId: "alice", callId: "c1", tone: "4" } as const;
    const once = reduceSim(view, press, RECEIVED);
    expect(reduceSim(once, press, RECEIVED)).toBe(once);
    expect(once.trails[trailKey("alice", "c1")]).toBe("4");
  });

  test("a prompt is heard until silence, and a tone does not replace it", () => {
    const heard = { type: "heard", at: 1, personId: alice.id, callId: "c1" } as const;
    const prompt = { kind: "prompt", title: "Welcome" } as const;
    const speaks = reduceSim(view, { ...heard, seq: 8, sound: prompt }, RECEIVED);
    const beeps = reduceSim(speaks, { ...heard, seq: 9, sound: { kind: "tone", tone: "5" } }, RECEIVED);
    expect(beeps.state?.people[0]?.hears).toEqual([{ callId: "c1", sound: prompt }]);
    expect(beeps.tone).toMatchObject({ tone: "5", by: "other" });
    const silent = reduceSim(beeps, { ...heard, seq: 10, sound: { kind: "silence" } }, RECEIVED);
    expect(silent.state?.people[0]?.hears).toEqual([]);
  });
});
