import type { CallAddress, CarrierCode, JsonObject, OperationSignal, Signal, VerbName } from "@trunkline/core";
import {
  isJsonObject,
  type NumberedResult,
  operationHint,
  parseResultInfo,
  saysParticipantIsGone,
  withoutSecrets,
} from "@trunkline/microsoft";
import { z } from "zod";
import { identifierToParty } from "../parties/identifier-to-party.js";
import { readTone } from "../tones.js";
import { readParticipant, readParticipants } from "./participants.js";
import { textOf, type WireEvent } from "./wire-event.js";

/** What every signal of a mid-call event has. */
interface Base {
  readonly at: number;
  readonly call: CallAddress;
  readonly providerCallId: string | undefined;
  readonly raw: JsonObject;
}

type Completion = readonly [VerbName, "completed" | "canceled" | "failed"];

/** Events that end an operation of ours. */
const completions: ReadonlyMap<string, Completion> = new Map([
  ["CallTransferAccepted", ["transfer", "completed"]],
  ["CallTransferFailed", ["transfer", "failed"]],
  ["PlayCompleted", ["play", "completed"]],
  ["PlayFailed", ["play", "failed"]],
  ["PlayCanceled", ["play", "canceled"]],
  ["SendDtmfTonesCompleted", ["sendDtmf", "completed"]],
  ["SendDtmfTonesFailed", ["sendDtmf", "failed"]],
  ["ContinuousDtmfRecognitionToneFailed", ["subscribeDtmf", "failed"]],
  ["AddParticipantSucceeded", ["addParticipant", "completed"]],
  ["AddParticipantFailed", ["addParticipant", "failed"]],
  ["MoveParticipantSucceeded", ["addParticipant", "completed"]],
  ["MoveParticipantFailed", ["addParticipant", "failed"]],
  ["CancelAddParticipantFailed", ["cancelAddParticipant", "failed"]],
  ["RemoveParticipantSucceeded", ["removeParticipant", "completed"]],
  ["RemoveParticipantFailed", ["removeParticipant", "failed"]],
  ["HoldFailed", ["hold", "failed"]],
]);

/** Events that end the call. A declined call sends two of them, and it is one end. */
const ends: ReadonlySet<string> = new Set(["CallDisconnected", "CreateCallFailed", "AnswerFailed", "ConnectFailed"]);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads an event of the call service: one fact as a rule. */
export function readMidCall(event: WireEvent, base: Base): readonly Signal[] {
  if (event.type === "Microsoft.Communication.CancelAddParticipantSucceeded") return readTakenBack(event, base);
  return [readFact(event, base)];
}

/** Whatever is not a fact that core has a word for is `unrecognized`, never an error. */
function readFact(event: WireEvent, base: Base): Signal {
  const name = event.type.replace(/^Microsoft\.Communication\./, "");
  const id = idOf(event);
  if (name === "CallConnected") return { kind: "state", id, state: "connected", ...base };
  if (ends.has(name)) return readEnd(event, base);
  const completion = completions.get(name);
  if (completion) return readCompletion(event, completion, id, base);
  if (name === "ContinuousDtmfRecognitionToneReceived") return readDtmf(event, id, base);
  if (name === "ParticipantsUpdated") {
    const sequence = readInteger(event.data.sequenceNumber);
    const participants = readParticipants(event.data.participants);
    if (participants) {
      return { kind: "participants", id, participants, ...base, ...(sequence === undefined ? {} : { sequence }) };
    }
  }
  return { kind: "unrecognized", id, type: event.type, ...base };
}

function idOf({ source, id }: WireEvent): string {
  return `${source}#${id}`;
}

function readEnd(event: WireEvent, base: Base): Signal {
  const result = readResult(event.data.resultInformation);
  return { kind: "state", id: "ended", state: "disconnected", ...base, ...(result ? { result } : {}) };
}

/** The context is our operation id, a UUID; a user's own may be the same for many operations, so it does not identify one. */
function readCompletion(event: WireEvent, [verb, said]: Completion, eventId: string, base: Base): OperationSignal {
  const operationId = textOf(event.data.operationContext);
  const result = resultOf(event);
  // Somebody who has left meanwhile is out too.
  const outcome = verb === "removeParticipant" && saysParticipantIsGone(result?.subcode) ? "completed" : said;
  const parties = verb === "transfer" ? readParties(event) : undefined;
  const { participant } = event.data;
  return {
    kind: "operation",
    id: uuid.test(operationId) ? `operation:${operationId}` : eventId,
    verb,
    outcome,
    ...base,
    ...(operationId ? { operationId } : {}),
    ...(result ? { result } : {}),
    ...(outcome === "failed" && result ? operationHint(result) : {}),
    ...(parties ? { parties } : {}),
    ...(isJsonObject(participant) ? { participant: readParticipant(participant) } : {}),
  };
}

/**
 * An invitation was taken back: no AddParticipantFailed of it follows (recorded), so it is the end of both operations. The invitation's id is the
 * provider's id of the one that invited.
 */
function readTakenBack(event: WireEvent, base: Base): readonly Signal[] {
  const invitation = textOf(event.data.invitationId);
  const taken = readCompletion(event, ["cancelAddParticipant", "completed"], idOf(event), base);
  if (!invitation) return [taken];
  const result = resultOf(event);
  const invited: OperationSignal = {
    ...{ kind: "operation", id: `taken-back:${invitation}`, verb: "addParticipant", outcome: "canceled", ...base },
    providerOperationId: invitation,
    ...(result ? { result } : {}),
  };
  return [invited, taken];
}

/** The result, with the index of the prompt that failed, if the event has it. */
function resultOf({ data }: WireEvent): NumberedResult | undefined {
  const result = readResult(data.resultInformation);
  const failedPrompt = readInteger(data.failedPlaySourceIndex);
  if (failedPrompt === undefined) return result;
  return { code: 0, subcode: 0, message: "", ...result, failedPrompt };
}

/** Who was handed over, and to whom. Identifiers are read as everywhere else; a member that is not there says nothing. */
function readParties({ data: { transferTarget, transferee } }: WireEvent): OperationSignal["parties"] {
  if (!isJsonObject(transferTarget) && !isJsonObject(transferee)) return undefined;
  return {
    ...(isJsonObject(transferTarget) ? { to: identifierToParty(transferTarget) } : {}),
    ...(isJsonObject(transferee) ? { transferee: identifierToParty(transferee) } : {}),
  };
}

function readDtmf(event: WireEvent, eventId: string, base: Base): Signal {
  // Previews up to 2023 have both in a member of its own (the vendor's tests of its Java client).
  const pressed = isJsonObject(event.data.toneInfo) ? event.data.toneInfo : event.data;
  const tone = readTone(pressed.tone);
  const sequence = readInteger(pressed.sequenceId);
  if (!tone) return { kind: "unrecognized", id: eventId, type: event.type, ...base };
  const { at, call, providerCallId, raw } = base;
  const id = sequence === undefined ? eventId : `tone:${sequence}`;
  return { at, call, providerCallId, raw, kind: "dtmf", id, tone, sequence };
}

const code = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)]);
const words = z.looseObject({ code, message: z.string().nullish().catch("") });
/** An object with a code and words, or the code alone. What cannot be read is as good as absent. */
const said = z
  .union([words, code.transform((alone) => ({ code: alone, message: "" }))])
  .optional()
  .catch(undefined);
/** `sipDetails` and `q850Details` are in the released versions, `sipCode` and `q850Cause` in previews. */
const carrier = z.looseObject({ sipDetails: said, sipCode: said, q850Details: said, q850Cause: said }).catch({});

/**
 * Reads a `resultInformation`; older events of success have none. The carrier's own word, where it is there, is kept as it is, and
 * is the further word for people: "SIP 486 Busy Here".
 */
function readResult(value: unknown): NumberedResult | undefined {
  const read = carrier.parse(value);
  const sip = carrierCode(read.sipDetails ?? read.sipCode);
  const q850 = carrierCode(read.q850Details ?? read.q850Cause);
  const result = parseResultInfo(value, sip && `SIP ${sip.code} ${sip.message}`.trim());
  if (!result && !q850) return undefined;
  return { code: 0, subcode: 0, message: "", ...result, ...(sip ? { sip } : {}), ...(q850 ? { q850 } : {}) };
}

function carrierCode(read: z.output<typeof words> | undefined): CarrierCode | undefined {
  return read && { code: read.code, message: withoutSecrets(read.message ?? "") };
}

/** A whole number, written as a number or as text. */
function readInteger(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}
