import type { CallActor } from "../../actor/call-actor.js";
import type { AnyAdapter } from "../../adapter/composite.js";
import type { AddParticipantOptions } from "../../interface/verb-options.js";
import type { KnownCall } from "../../operations/check-verb.js";
import { requestMs } from "../../operations/request-on-call.js";
import { foldId } from "../../record/call-key.js";
import { type CallRecord, counterpart } from "../../record/call-record.js";
import { decodeRecord, encodeMoving } from "../../record/record-codec.js";
import { insist } from "../../store/insist.js";
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
      "addParticipant",
      "conflict",
      "the provider has given the call to be replaced no id yet",
      "Await its `connected` first.",
    );
  if (id === record.key || foldId(providerCallId) === foldId(record.providerCallId))
    throw refused(
      "addParticipant",
      "invalid-request",
      "the call to be replaced is this very call",
      "Give the other call of the bot.",
    );
  return { providerCallId, ...(id === undefined ? {} : { key: id }) };
}

/** Somebody who comes over from another call. */
export interface Move {
  /** The verb that the bot has asked for. */
  readonly verb: "addParticipant" | "transfer";
  readonly operation: string;
  readonly to: Party;
  readonly replaces?: ReplacedCall;
  /** How long it may take, ms. */
  readonly withinMs: number;
}

/**
 * Somebody can only come over from a call that they are on, at the same provider. What is not known of that call is left to the provider. A call whose only
 * other party goes over is told, so that it knows why it ends.
 * @throws CallingError `invalid-request` and `call-ended`.
 */
export async function prepareMove(actor: CallActor, move: Move): Promise<void> {
  const { instance } = actor;
  if (move.replaces?.key === undefined) return;
  const { key } = move.replaces;
  const stored = await insist(() => instance.store.read(key), {
    clock: instance.clock,
    until: instance.clock.now() + requestMs,
  });
  if (stored === undefined) return;
  const other = decodeRecord(stored);
  checkReplaced(actor, other, move);
  if (isAlone(other, move.to)) await announce(actor, other.key, `moving:${move.operation}`, move.withinMs);
}

/** They did not go over: the call that they are on ends for reasons of its own. */
export async function staysThere(actor: CallActor, { replaces, operation }: Move): Promise<void> {
  if (replaces?.key !== undefined) await announce(actor, replaces.key, `stays:${operation}`, undefined);
}

async function announce(
  { instance: { store, clock } }: CallActor,
  key: string,
  id: string,
  withinMs: number | undefined,
): Promise<void> {
  const until = withinMs === undefined ? 0 : clock.now() + withinMs;
  await store.accept(key, [{ id, body: encodeMoving(until) }], rememberMs);
}

/** Entries of a call that is not there are of no use for longer, ms. */
const rememberMs = 60_000;

function checkReplaced({ record }: CallActor, other: CallRecord, { verb, to }: Move): void {
  if (other.member !== record.member)
    throw refused(
      verb,
      "invalid-request",
      `the call to be replaced is at ${other.provider}`,
      "Both calls have to be at the same provider.",
    );
  if (other.end) throw refused(verb, "call-ended", "the call to be replaced is over", whenOver[verb]);
  if (isOn(other, to)) return;
  const hint = "Name the other side of that call, or one of its participants().";
  throw refused(verb, "invalid-request", `${describeParty(to)} is not on the call to be replaced`, hint);
}

const whenOver = {
  addParticipant: "Call them with call.addParticipant(to).",
  transfer: "Transfer without `replaces`: they have left.",
} as const;

/** Nobody but the bot stays behind. */
function isAlone(other: CallRecord, to: Party): boolean {
  if (!other.group) return true;
  const others = other.participants.filter(({ self, id }) => !self && id !== other.participantId);
  return others.every(({ party }) => partyKey(party) === partyKey(to));
}

/** Of a group call without a roster nothing is known. */
function isOn(other: CallRecord, to: Party): boolean {
  const only = counterpart(other);
  if (other.group && other.participants.length === 0) return true;
  const there = [...other.participants.map(({ party }) => party), ...(only ? [only] : [])];
  return there.some((party) => partyKey(party) === partyKey(to));
}

function refused(
  verb: Move["verb"],
  code: "conflict" | "invalid-request" | "call-ended",
  what: string,
  hint: string,
): CallingError {
  return new CallingError(code, `${verb}: ${what}`, { verb, hint });
}
