import type { Runtime } from "../actor/runtime.js";
import { decodeRecord } from "../record/record-codec.js";

/** The refs of the calls that are not over, a page of the store at a time. */
export async function* listLive(runtime: Runtime): AsyncGenerator<string, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await runtime.store.list(cursor);
    for (const key of page.keys) {
      const stored = await runtime.store.read(key);
      const record = stored === undefined ? undefined : decodeRecord(stored);
      if (record && record.state !== "disconnected") yield runtime.refOf(record);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
}
