import type { Call } from "../call/call.js";
import { CallingError } from "../errors/calling-error.js";
import type { Holders } from "../holder/holders.js";
import type { Runtime } from "../holder/runtime.js";
import { decodeRecord } from "../record/record-codec.js";
import { createRemoteCall } from "../remote/create-remote-call.js";
import { keyOfRef } from "./call-ref.js";

/** A handle of the call behind a ref: held here, taken because nobody holds it, or of a call that another instance holds. */
export async function getCall(runtime: Runtime, holders: Holders, ref: string): Promise<Call> {
  const key = keyOfRef(ref);
  const here = holders.get(key);
  if (here) return here.call;
  const stored = await runtime.store.read(key);
  if (stored === undefined) throw new CallingError("not-found", `there is no call ${ref}`, { callRef: ref });
  const taken = await holders.claim(key);
  return taken ? taken.call : createRemoteCall(runtime, decodeRecord(stored));
}
