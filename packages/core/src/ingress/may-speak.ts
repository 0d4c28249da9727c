import type { Signal } from "../adapter/signal.js";
import type { Inbound, Principal, Webhook } from "../adapter/webhook.js";
import type { CallRecord } from "../record/call-record.js";
import { decodeRecord } from "../record/record-codec.js";
import type { Inlet } from "./handle-request.js";

/** What is known of a call; `undefined` where nothing is, as of one that has just come in. */
export type ReadRecord = (key: string) => Promise<CallRecord | undefined>;

/** Reads each call once a request. Of one that this instance has, the store is not asked. */
export function recordReader({ instance, actors }: Pick<Inlet, "instance" | "actors">): ReadRecord {
  const read = new Map<string, Promise<CallRecord | undefined>>();
  const load = async (key: string) => {
    const stored = await instance.store.read(key);
    return stored === undefined ? undefined : decodeRecord(stored);
  };
  return async (key) => {
    const held = actors.get(key)?.record;
    if (held) return held;
    const known = read.get(key) ?? load(key);
    read.set(key, known);
    return known;
  };
}

/** Whether a sender may speak of a call: if not, why. `later`: the call is not on record yet, and its first turn asks again. */
export type Hearing = "heard" | "later" | { readonly refused: string };

export async function hearSender(
  { refuseSender }: Pick<Webhook, "refuseSender">,
  principal: Principal,
  key: string,
  recordOf: ReadRecord,
): Promise<Hearing> {
  if (!refuseSender) return "heard";
  const record = await recordOf(key);
  if (!record) return "later";
  const why = refuseSender(principal, record.memo);
  return why === undefined ? "heard" : { refused: why };
}

/** A sound address of one call, and inside it the id of another: refused once the provider's id is known. */
export async function speaksOfAnother(
  { callKey }: Pick<Inbound, "callKey">,
  signals: readonly Signal[],
  recordOf: ReadRecord,
): Promise<boolean> {
  const named = signals.flatMap(({ call, providerCallId }) => ("key" in call && providerCallId) || []);
  if (callKey === undefined || named.length === 0) return false;
  const known = (await recordOf(callKey))?.providerCallId || named[0];
  return named.some((id) => id !== known && foldId(id) !== foldId(known ?? ""));
}

/** One id is spelled in small and in capital letters, with dashes and without (documented examples): all of them name one call. */
export function foldId(id: string): string {
  return id.toLowerCase().replaceAll("-", "");
}
