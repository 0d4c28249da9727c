import type { Signal } from "../adapter/signal.js";
import type { Inbound, Parsed } from "../adapter/webhook.js";
import type { Addressed } from "../record/record-codec.js";

/**
 * Says of each signal which call it is about, where the adapter leaves that to the address and the provider's id of the call. A caller is announced
 * by that id. What names no call is unread.
 */
export function nameCalls(
  { signals, unread = [] }: Pick<Parsed, "signals" | "unread">,
  inbound: Pick<Inbound, "callKey">,
): { readonly signals: readonly Addressed[]; readonly unread: readonly string[] } {
  const named: Addressed[] = [];
  const nameless: string[] = [];
  for (const signal of signals) {
    const one = nameCall(signal, inbound);
    if (one) named.push(one);
    else
      nameless.push(
        `a signal (${signal.kind}) names no call, and did not come to the address of one: give its providerCallId, or no signal`,
      );
  }
  return { signals: named, unread: nameless.length > 0 ? [...unread, ...nameless] : unread };
}

function nameCall(signal: Signal, { callKey }: Pick<Inbound, "callKey">): Addressed | undefined {
  if (isAddressed(signal)) return signal;
  if (callKey !== undefined && signal.kind !== "incoming") return { ...signal, call: { key: callKey } };
  return signal.providerCallId ? { ...signal, call: { alias: signal.providerCallId } } : undefined;
}

function isAddressed(signal: Signal): signal is Addressed {
  return signal.call !== undefined;
}
