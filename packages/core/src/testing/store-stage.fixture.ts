import { manualClock } from "../base/clock.js";
import { memoryStore } from "../store/memory-store.js";
import type { Entry } from "../store/store.js";

/** An hour, ms. */
export const hour = 60 * 60_000;

/** An entry with this id. */
export const entry = (id: string): Entry => ({ id, body: { of: id } });

/** A store in memory on a clock of its own, and the calls that it hinted at to listeners. */
export function storeStage() {
  const clock = manualClock({ settle: async () => {} });
  const store = memoryStore({ clock });
  const hints: string[] = [];
  const claim = async (key: string, ms = 1000) => {
    const held = await store.claim(ms, key);
    if (!held) throw new Error(`${key} is held already`);
    return held;
  };
  return { clock, store, hints, claim, listen: () => store.watch((key) => void hints.push(key)) };
}
