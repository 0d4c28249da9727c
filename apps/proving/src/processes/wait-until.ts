import { setTimeout as pause } from "node:timers/promises";

const everyMs = 15;

/** Looks until something is there. @throws Error that says what did not come. */
export async function waitUntil<T>(what: string, withinMs: number, look: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    await pause(everyMs);
  }
}
