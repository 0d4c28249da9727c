import type { CallActors } from "../actor/call-actors.js";
import type { Instance } from "../actor/instance.js";
import { steady } from "../base/clock.js";
import { CallHandle } from "../handles/call-handle.js";
import type { Call } from "../interface/call.js";
import { keyOfRef, refOf } from "../record/call-key.js";
import { decodeRecord } from "../record/record-codec.js";
import { RemoteCall, type RemotePorts } from "../remote/remote-call.js";
import { storeMs } from "../remote/send-command.js";
import { insist } from "../store/insist.js";
import { CallingError } from "../words/calling-error.js";

/**
 * A handle of the call with this ref: one of this instance, one that is taken because no instance has it, or one of another instance.
 * Like a verb, it waits for a store that does not answer. A record that the store has lost looks like one that never existed.
 */
export async function getCall(
  instance: RemotePorts,
  actors: Pick<CallActors, "get" | "claim" | "closed">,
  ref: string,
): Promise<Call> {
  const key = keyOfRef(ref);
  const clock = steady(instance.clock);
  const look = async () => {
    const here = actors.get(key);
    if (here) return here.call;
    const stored = await instance.store.read(key);
    if (stored === undefined) throw notFound(ref);
    const taken = await actors.claim(key);
    return taken ? taken.call : new CallHandle(new RemoteCall(instance, decodeRecord(stored)));
  };
  return insist(look, { clock, until: clock.now() + storeMs, vain: () => actors.closed });
}

function notFound(ref: string): CallingError {
  return new CallingError("not-found", `there is no call ${ref}`, {
    callRef: ref,
    hint: "Is the ref old, or of another store? If the store has lost the call, the instance that has it writes it again within a third of `leaseMs` and 5 s: ask again then.",
  });
}

/** The refs of the live calls, read from the store a page at a time. */
export async function* listLive({ store }: Pick<Instance, "store">): AsyncGenerator<string, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await store.list(cursor);
    for (const key of page.keys) {
      const stored = await store.read(key);
      const record = stored === undefined ? undefined : decodeRecord(stored);
      if (record && record.state !== "disconnected") yield refOf(record);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
}
