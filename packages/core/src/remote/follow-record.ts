import { wait } from "../clock/wait.js";
import type { Runtime } from "../holder/runtime.js";
import type { CallRecord } from "../record/call-record.js";
import { decodeRecord } from "../record/record-codec.js";

/** How often a call that another instance holds is looked at, ms. */
export const everyMs = 100;

/** Looks at a call's record until it says what is waited for. `undefined` is given for a call that is forgotten. */
export async function followRecord<T>(
  runtime: Runtime,
  key: string,
  read: (record: CallRecord | undefined) => T | undefined,
  signal?: AbortSignal,
): Promise<T> {
  for (;;) {
    const stored = await runtime.store.read(key);
    const found = read(stored === undefined ? undefined : decodeRecord(stored));
    if (found !== undefined) return found;
    await wait(runtime.clock, everyMs, signal);
  }
}
