import { expect, test } from "vitest";
import { manualClock } from "../base/clock.js";
import { CallingError } from "../words/calling-error.js";
import { WaitingRoom } from "./waiting-room.js";

const away = new CallingError("store-unavailable", "away");

/** A waiting room, and a store that comes back when a test says so. */
function stage() {
  const clock = manualClock({ start: 0 });
  const state = { stopped: false, back: false, tries: 0 };
  const room = new WaitingRoom(clock, () => state.stopped);
  const store = (at = 0) =>
    room
      .store(at, async () => {
        state.tries++;
        if (!state.back) throw away;
        return "stored";
      })
      .catch((error: unknown) => error);
  return { clock, state, room, store };
}

test("a callback waits for the store up to fifteen seconds after its arrival", async () => {
  const { clock, state, store } = stage();
  const [early, late] = [store(0), store(5_000)];
  await clock.advance(15_000);
  expect(await early).toBe(away);
  state.back = true;
  await clock.advance(1_000);
  expect(await late).toBe("stored");
});

test("a store that answers is asked once, and what is no outage is thrown at once", async () => {
  const { state, room, store } = stage();
  state.back = true;
  expect([await store(), state.tries]).toEqual(["stored", 1]);
  const broken = new CallingError("store-unreadable", "no");
  await expect(room.store(0, () => Promise.reject(broken))).rejects.toBe(broken);
});

test("a thousand may wait, and their places are free again when the store is back", async () => {
  const { clock, state, store } = stage();
  for (let round = 0; round < 2; round++) {
    state.back = false;
    const waiting = Array.from({ length: 1000 }, () => store(clock.now()));
    await clock.advance(0);
    expect(await store(clock.now())).toBe(away);
    state.back = true;
    await clock.advance(1_000);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(["stored"]));
  }
});

test("who waits when the instance closes is let go", async () => {
  const { clock, state, store } = stage();
  const waiting = store();
  state.stopped = true;
  await clock.advance(200);
  expect(await waiting).toBe(away);
});
