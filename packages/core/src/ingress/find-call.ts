import type { Adapter } from "../adapter/adapter.js";
import type { Inbound, Principal, Webhook } from "../adapter/webhook.js";
import { foldId, keyFor, type Member, nameOf, nameRememberedMs } from "../record/call-key.js";
import type { CallRecord } from "../record/call-record.js";
import { mayBeLegOf } from "../record/legs.js";
import { type Addressed, decodeRecord } from "../record/record-codec.js";
import type { Store } from "../store/store.js";

/** What finding the call of a signal needs. */
export interface FindPorts {
  readonly store: Pick<Store, "read" | "bind" | "resolve">;
  readonly newId: () => string;
  readonly actors: {
    /** The call with this key, if this instance holds it. */
    get(key: string): { readonly record: CallRecord } | undefined;
  };
}

/**
 * The call that a signal belongs to. `name`: the provider's name of a call whose event is noted as accepted once the store has it.
 * `lost`: it belongs to no call, or was accepted before; `of` is that call, which may be forgotten by now.
 */
export type FoundCall =
  | { readonly key: string; readonly name?: string }
  | { readonly lost: "unknown"; readonly key?: undefined }
  | { readonly lost: "duplicate"; readonly key?: undefined; readonly of: string };

/** Finds the call of a signal. An incoming call binds the name that the provider uses for it to a key of ours. */
export async function findCall(ports: FindPorts, member: Member, signal: Addressed): Promise<FoundCall> {
  if ("key" in signal.call) return { key: signal.call.key };
  const name = nameOf(member.name, member.adapter.name, signal.call.alias);
  if (signal.kind === "incoming") return bindName(ports, member, name);
  const known = await ports.store.resolve(name);
  if (known !== undefined) return { key: known };
  if (signal.kind !== "unrecognized") return { lost: "unknown" };
  // It gets a name of its own: an incoming call may still come under the other.
  return bindName(ports, member, ["uncorrelated", name].join(" "));
}

async function bindName({ store, newId }: FindPorts, member: Member, name: string): Promise<FoundCall> {
  const fresh = keyFor(member, newId());
  const key = await store.bind(name, fresh, nameRememberedMs);
  // The call may be forgotten by now; accepting its event again would begin a new call.
  if (key !== fresh && (await store.resolve(accepted(name))) !== undefined) return { lost: "duplicate", of: key };
  return { key, name };
}

/** Notes that the store has the event of a name. The name alone does not say so: it is bound before the event is accepted, which may fail. */
export async function noteAccepted({ store }: FindPorts, name: string, key: string): Promise<void> {
  await store.bind(accepted(name), key, nameRememberedMs);
}

function accepted(name: string): string {
  return ["accepted", name].join(" ");
}

/** Reads the record of a call; `undefined` without a record, as for a call that has just arrived. */
export type ReadRecord = (key: string) => Promise<CallRecord | undefined>;

/** Reads each record once per request. For a call that this instance holds, the store is not asked. */
export function recordReader({ store, actors }: Pick<FindPorts, "store" | "actors">): ReadRecord {
  const read = new Map<string, Promise<CallRecord | undefined>>();
  const load = async (key: string) => {
    const stored = await store.read(key);
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

/** Whether a sender may speak of a call, and if not, why. `later`: the call has no record yet; its first turn asks again. */
export type Authority = "granted" | "later" | { readonly refused: string };

/** Asks the adapter whether a sender may speak of a call. */
export async function authorityOver(
  { refuseSender }: Pick<Webhook, "refuseSender">,
  principal: Principal,
  key: string,
  recordOf: ReadRecord,
): Promise<Authority> {
  if (!refuseSender) return "granted";
  const record = await recordOf(key);
  if (!record) return "later";
  const why = refuseSender(principal, record.memo);
  return why === undefined ? "granted" : { refused: why };
}

/** Whether the events at the address of one call name another, by the provider's id, or a leg that is not the call's. */
export async function namesAnotherCall(
  { callKey }: Pick<Inbound, "callKey">,
  signals: readonly Addressed[],
  recordOf: ReadRecord,
  { verbs }: Pick<Adapter, "verbs">,
): Promise<boolean> {
  const own = signals.filter(({ call }) => "key" in call);
  const named = own.flatMap(({ providerCallId }) => providerCallId || []);
  const legs = own.flatMap(({ leg }) => leg || []);
  if (callKey === undefined || named.length + legs.length === 0) return false;
  const record = await recordOf(callKey);
  const [first = ""] = named;
  const known = foldId(record?.providerCallId || first);
  if (named.some((id) => foldId(id) !== known)) return true;
  return record !== undefined && legs.some((leg) => !mayBeLegOf(record, leg, verbs));
}
