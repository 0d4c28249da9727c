import type { CallActor } from "../../actor/call-actor.js";
import type { AnyAdapter } from "../../adapter/composite.js";
import type { AddParticipantOptions } from "../../interface/verb-options.js";
import type { KnownCall } from "../../operations/check-verb.js";
import { foldId } from "../../record/call-key.js";
import { type CallRecord, counterpart } from "../../record/call-record.js";
import { decodeRecord } from "../../record/record-codec.js";
import { CallingError } from "../../words/calling-error.js";
import type { Party } from "../../words/party.js";
import { describeParty, partyKey } from "../../words/to-party.js";

/** The call that somebody comes over from. */
export interface ReplacedCall {
  readonly providerCallId: string;
  /** Ours, where the bot gave the call itself. */
  readonly key?: string;
}

/** @throws CallingError `conflict` when that call has no id at the provider yet; `invalid-request` when it is this very call. */
export function readReplaced(
  { record }: Pick<KnownCall, "record">,
  { providerCallId, id }: NonNullable<AddParticipantOptions<AnyAdapter>["replaces"]>,
): ReplacedCall {
  if (providerCallId === undefined)
    throw refused(
      "conflict",
      "the provider has given the call to be replaced no id yet",
      "Await its `connected` first.",
    );
  if (id === record.key || foldId(providerCallId) === foldId(record.providerCallId))
    throw refused("invalid-request", "the call to be replaced is this very call", "Give the other call of the bot.");
  return { providerCallId, ...(id === undefined ? {} : { key: id }) };
}

/**
 * Somebody can only come over from a call that they are on, at the same provider. What is not known of that call is left to the provider.
 * @throws CallingError `invalid-request` and `call-ended`.
 */
export async function checkReplaced(
  { instance, record }: CallActor,
  { to, replaces }: { readonly to: Party; readonly replaces?: ReplacedCall },
): Promise<void> {
  if (replaces?.key === undefined) return;
  const stored = await instance.store.read(replaces.key);
  if (stored === undefined) return;
  const other = decodeRecord(stored);
  if (other.member !== record.member)
    throw refused(
      "invalid-request",
      `the call to be replaced is at ${other.provider}`,
      "Both calls have to be at the same provider.",
    );
  if (other.end)
    throw refused("call-ended", "the call to be replaced is over", "Call them with call.addParticipant(to).");
  if (isOn(other, to)) return;
  const hint = "Name the other side of that call, or one of its participants().";
  throw refused("invalid-request", `${describeParty(to)} is not on the call to be replaced`, hint);
}

/** Of a group call without a roster nothing is known. */
function isOn(other: CallRecord, to: Party): boolean {
  const only = counterpart(other);
  if (other.group && other.participants.length === 0) return true;
  const there = [...other.participants.map(({ party }) => party), ...(only ? [only] : [])];
  return there.some((party) => partyKey(party) === partyKey(to));
}

function refused(code: "conflict" | "invalid-request" | "call-ended", what: string, hint: string): CallingError {
  return new CallingError(code, `addParticipant: ${what}`, { verb: "addParticipant", hint });
}
