import type { Verbs } from "../adapter/verb.js";
import { foldId } from "./call-key.js";
import type { CallRecord } from "./call-record.js";
import type { Addressed } from "./record-codec.js";

type Known = Pick<CallRecord, "providerCallId" | "legs">;

/** How many legs of a call are remembered: the last ones. */
const most = 50;

/** Whether a leg may be one of this call: its own, a known one, or one of those that a verb is making. */
export function mayBeLegOf(record: Known & Pick<CallRecord, "operations">, leg: string, verbs: Verbs): boolean {
  if (record.providerCallId === "" || knows(record, leg)) return true;
  return record.operations.some(({ verb }) => verbs[verb]?.makesLegs === true);
}

/** The other leg of the call that a signal is about; `undefined` if it is about the call's own. */
export function otherLegOf(record: Known, { leg, call }: Pick<Addressed, "leg" | "call">): string | undefined {
  const { providerCallId, legs } = record;
  // An adapter may not know that the call which an event at the webhook names is a leg of another.
  const named = leg ?? ("alias" in call && legs.includes(call.alias) ? call.alias : undefined);
  if (named === undefined || providerCallId === "" || foldId(named) === foldId(providerCallId)) return undefined;
  return named;
}

/** The legs of a call with further ones. */
export function withLegs(record: Known, further: readonly string[]): readonly string[] {
  const news = further.filter((leg) => !knows(record, leg));
  return news.length === 0 ? record.legs : [...record.legs, ...news].slice(-most);
}

function knows({ providerCallId, legs }: Known, leg: string): boolean {
  return [providerCallId, ...legs].some((id) => foldId(id) === foldId(leg));
}
