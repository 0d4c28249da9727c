import type { Instance } from "../actor/instance.js";
import type { Signal } from "../adapter/signal.js";
import { keyFor, type Member } from "../record/call-key.js";

/** Event Grid sends for a day at the most; a name given to a call is remembered a little longer. */
const rememberMs = 25 * 60 * 60_000;

/**
 * The call that a signal belongs to. `name`: the provider's own, of an event that is to be noted as accepted once the store has it.
 * `lost`: it belongs to none, or was accepted before.
 */
export type FoundCall =
  | { readonly key: string; readonly name?: string }
  | { readonly lost: "unknown" | "duplicate"; readonly key?: undefined };

/** A name that the provider uses is bound to a key of ours by the incoming call that uses it. */
export async function findCall(instance: Instance, member: Member, signal: Signal): Promise<FoundCall> {
  if ("key" in signal.call) return { key: signal.call.key };
  // Joined: a text put together with `+` or in backticks keeps all its pieces for as long as it lives, and this one lives for a day.
  const name = [member.name, member.adapter.name, signal.call.alias].join("/");
  if (signal.kind === "incoming") return bindName(instance, member, name);
  const known = await instance.store.resolve(name);
  if (known !== undefined) return { key: known };
  if (signal.kind !== "unrecognized") return { lost: "unknown" };
  // News on its own account, under a name of its own: an incoming call may still come under the other.
  return bindName(instance, member, ["stray", name].join(" "));
}

async function bindName({ store, newId }: Instance, member: Member, name: string): Promise<FoundCall> {
  const fresh = keyFor(member, newId());
  const key = await store.bind(name, fresh, rememberMs);
  // What came of it may be forgotten by now: taken again, it would be a new call.
  if (key !== fresh && (await store.resolve(accepted(name))) !== undefined) return { lost: "duplicate" };
  return { key, name };
}

/** Notes that the store has the event of a name. The name alone does not say so: it is bound before the event is accepted, and that may fail. */
export async function noteAccepted({ store }: Instance, name: string, key: string): Promise<void> {
  await store.bind(accepted(name), key, rememberMs);
}

function accepted(name: string): string {
  return ["accepted", name].join(" ");
}
