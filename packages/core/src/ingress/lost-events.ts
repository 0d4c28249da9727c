import type { Inbound } from "../adapter/webhook.js";
import { foldId, type Member } from "../record/call-key.js";
import type { CallRecord } from "../record/call-record.js";
import type { Addressed } from "../record/record-codec.js";
import { shownPath } from "../telemetry/redact.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { CallbackAddresses } from "./callback-address.js";
import { type Answer, refuse } from "./respond.js";

/** What dealing with events needs that are of no known call. */
export interface LostPorts {
  readonly actors: {
    /** The calls that this instance holds. */
    all(): readonly { readonly record: CallRecord }[];
  };
  readonly addresses: Pick<CallbackAddresses, "shape">;
  readonly telemetry: Telemetry;
}

/** The calls of this instance that lost events name by the provider's ids. They came to no call's address, so nothing of them is believed. */
export function heldUnder(
  { actors }: Pick<LostPorts, "actors">,
  { name }: Pick<Member, "name">,
  lost: readonly Addressed[],
): readonly string[] {
  const ids = new Set(lost.flatMap(({ providerCallId }) => (providerCallId ? foldId(providerCallId) : [])));
  const named = actors.all().filter(({ record }) => record.member === name && ids.has(foldId(record.providerCallId)));
  return named.map(({ record }) => record.key);
}

/** Events without a call are refused when the request has no others, and logged otherwise: something on the way here may change paths. */
export function onLost(
  { telemetry, addresses }: LostPorts,
  { url }: Inbound,
  {
    lost,
    all,
    provider,
  }: { readonly lost: readonly Addressed[]; readonly all: readonly Addressed[]; readonly provider: string },
): Answer | undefined {
  const path = shownPath(url);
  const expected = addresses.shape;
  if (lost.length === all.length)
    return refuse(404, `this is of no call here: it came to ${path}, and calls have addresses such as ${expected}`);
  const more = telemetry.pace("astray");
  if (more === undefined) return undefined;
  const events = lost.map(({ kind }) => kind).join(", ");
  telemetry.log("astray", { provider, events, path, expected, more });
  return undefined;
}
