import type { Instance } from "../actor/instance.js";
import { refOf } from "../record/call-ref.js";
import { decodeRecord } from "../record/record-codec.js";

/** The refs of the calls that are not over, a page of the store at a time. */
export async function* listLive(instance: Instance): AsyncGenerator<string, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await instance.store.list(cursor);
    for (const key of page.keys) {
      const stored = await instance.store.read(key);
      const record = stored === undefined ? undefined : decodeRecord(stored);
      if (record && record.state !== "disconnected") yield refOf(record);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
}
