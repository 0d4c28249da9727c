import type { EndReason } from "../call/end-reason.js";
import type { Runtime } from "../holder/runtime.js";
import type { CallRecord } from "../record/call-record.js";
import { decodeRecord } from "../record/record-codec.js";

/** What is said of a call whose record is gone: nothing more will ever be known of it. */
export const forgotten: EndReason = { kind: "unknown", code: 0, subcode: 0, message: "the call is forgotten" };

/**
 * Waits for the end of a call that another instance holds. A store that is away is asked again when it is back. An instance that has
 * closed learns no more: its promise of the end stays as it is.
 */
export async function followEnd(
  runtime: Runtime,
  key: string,
  { everyMs, seen }: { readonly everyMs: number; readonly seen?: ((record: CallRecord) => void) | undefined },
): Promise<EndReason> {
  const { store, clock, closed } = runtime;
  while (!closed.over) {
    const record = await look(() => store.read(key));
    if (record === "forgotten") return forgotten;
    if (record) seen?.(record);
    if (record?.end) return record.end;
    await new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        stop();
        resolve();
      };
      const cancel = clock.setTimer(everyMs, done);
      const stop = closed.on(done);
    });
  }
  return new Promise(() => {});
}

type Stored = Awaited<ReturnType<Runtime["store"]["read"]>>;

/** `undefined` when the store does not answer. */
async function look(read: () => Promise<Stored>): Promise<CallRecord | "forgotten" | undefined> {
  try {
    const stored = await read();
    return stored === undefined ? "forgotten" : decodeRecord(stored);
  } catch {
    return undefined;
  }
}
