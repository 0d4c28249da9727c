import {
  type CallAddress,
  type CarrierCode,
  type JsonObject,
  type OperationSignal,
  type Participant,
  partyKey,
  type Signal,
  type VerbName,
} from "@trunkline/core";
import {
  isJsonObject,
  type NumberedResult,
  operationHint,
  parseResultInfo,
  withoutSecrets,
} from "@trunkline/microsoft";
import { z } from "zod";
import { identifierToParty } from "../parties/identifier-to-party.js";
import { readTone } from "../tones.js";
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
]);

/** Events that end the call. A declined call sends two of them, and it is one end. */
const ends: ReadonlySet<string> = new Set(["CallDisconnected", "CreateCallFailed", "AnswerFailed", "ConnectFailed"]);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads an event of the call service. Whatever is not a fact that core has a word for is `unrecognized`, never an error. */
export function readMidCall(event: WireEvent, base: Base): Signal {
  const name = event.type.replace(/^Microsoft\.Communication\./, "");
  const id = [event.source, event.id].join("#");
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

function readEnd(event: WireEvent, base: Base): Signal {
  const result = readResult(event.data.resultInformation);
  return { kind: "state", id: "ended", state: "disconnected", ...base, ...(result ? { result } : {}) };
}

/** The context is our operation id, a UUID; a user's own may be the same for many operations, so it does not identify one. */
function readCompletion(event: WireEvent, [verb, outcome]: Completion, eventId: string, base: Base): Signal {
  const operationId = textOf(event.data.operationContext);
  const result = resultOf(event);
  const parties = verb === "transfer" ? readParties(event) : undefined;
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
  };
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

const flag = z.boolean().optional().catch(undefined);
const participant = z.looseObject({
  identifier: z.looseObject({ rawId: z.string().optional().catch(undefined) }),
  isMuted: flag,
  isOnHold: flag,
});

/** Who is on the call; `undefined` if the value is not a list. Entries without an identifier are left out. */
function readParticipants(value: unknown): readonly Participant[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((entry) => {
    const parsed = participant.safeParse(entry);
    if (!parsed.success) return [];
    const { identifier, isMuted, isOnHold } = parsed.data;
    const party = identifierToParty(identifier);
    return {
      id: identifier.rawId ?? partyKey(party),
      party,
      ...(isMuted === undefined ? {} : { muted: isMuted }),
      ...(isOnHold === undefined ? {} : { onHold: isOnHold }),
    };
  });
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
