import type { CallAddress, JsonObject, OperationSignal, ResultInfo, Signal, VerbName } from "@trunkline/core";
import { operationHint } from "@trunkline/microsoft";
import { identifierToParty } from "../parties/identifier-to-party.js";
import { readTone } from "../tones/read-tone.js";
import { readParticipants } from "./participants.js";
import { readInteger, readResult } from "./result-information.js";
import { isObject, textOf, type WireEvent } from "./wire-event.js";

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
  if (name === "CallConnected") return { ...base, kind: "state", id, state: "connected" };
  if (ends.has(name)) return readEnd(event, base);
  const completion = completions.get(name);
  if (completion) return readCompletion(event, completion, id, base);
  if (name === "ContinuousDtmfRecognitionToneReceived") return readDtmf(event, id, base);
  if (name === "ParticipantsUpdated") {
    const sequence = readInteger(event.data.sequenceNumber);
    const participants = readParticipants(event.data.participants);
    if (participants) {
      return { ...base, kind: "participants", id, participants, ...(sequence === undefined ? {} : { sequence }) };
    }
  }
  return { ...base, kind: "unrecognized", id, type: event.type };
}

function readEnd(event: WireEvent, base: Base): Signal {
  const result = readResult(event.data.resultInformation);
  return { ...base, kind: "state", id: "ended", state: "disconnected", ...(result ? { result } : {}) };
}

/** The context is our operation id, a UUID; a user's own may be the same for many operations, so it tells none apart. */
function readCompletion(event: WireEvent, [verb, outcome]: Completion, eventId: string, base: Base): Signal {
  const operationId = textOf(event.data.operationContext);
  const result = resultOf(event);
  const parties = verb === "transfer" ? readParties(event) : undefined;
  return {
    ...base,
    kind: "operation",
    id: uuid.test(operationId) ? `operation:${operationId}` : eventId,
    verb,
    outcome,
    ...(operationId ? { operationId } : {}),
    ...(result ? { result } : {}),
    ...(outcome === "failed" && result ? operationHint(result) : {}),
    ...(parties ? { parties } : {}),
  };
}

/** The result, with the prompt that failed: its place among those of the request, where it is told. */
function resultOf({ data }: WireEvent): ResultInfo | undefined {
  const result = readResult(data.resultInformation);
  const failedPrompt = readInteger(data.failedPlaySourceIndex);
  if (failedPrompt === undefined) return result;
  return { code: 0, subcode: 0, message: "", ...result, failedPrompt };
}

/** Who was handed over, and to whom. Identifiers are read as everywhere else; a member that is not there says nothing. */
function readParties({ data: { transferTarget, transferee } }: WireEvent): OperationSignal["parties"] {
  if (!isObject(transferTarget) && !isObject(transferee)) return undefined;
  return {
    ...(isObject(transferTarget) ? { to: identifierToParty(transferTarget) } : {}),
    ...(isObject(transferee) ? { transferee: identifierToParty(transferee) } : {}),
  };
}

function readDtmf(event: WireEvent, eventId: string, base: Base): Signal {
  // Previews up to 2023 have both in a member of its own (the vendor's tests of its Java client).
  const told = isObject(event.data.toneInfo) ? event.data.toneInfo : event.data;
  const tone = readTone(told.tone);
  const sequence = readInteger(told.sequenceId);
  if (!tone) return { ...base, kind: "unrecognized", id: eventId, type: event.type };
  const { at, call, providerCallId, raw } = base;
  const id = sequence === undefined ? eventId : `tone:${sequence}`;
  return { at, call, providerCallId, raw, kind: "dtmf", id, tone, sequence };
}
