import { CallingError, type Inbound, type Parsed, type Principal, type Reply, type Signal } from "@trunkline/core";
import { readIncomingCall } from "./incoming-call.js";
import { readMidCall } from "./mid-call.js";
import { readBody, textOf, type WireEvent } from "./wire-event.js";

/** Reads a verified callback: events of a call, Event Grid's events in both schemas, and both handshakes. */
export function parse(inbound: Inbound, principal: Principal): Parsed {
  const role = roleOf(principal.role);
  if (inbound.method === "OPTIONS") return { signals: [], reply: answerOptionsAs(role, inbound) };
  if (inbound.method !== "POST") {
    throw new CallingError("invalid-request", `callbacks are sent with POST, not with ${inbound.method}`);
  }
  const { events, unread } = readBody(inbound.body);
  for (const event of events) checkRole(role, event);
  const readings = events.filter(({ type }) => !echoes.has(type)).map((event) => readEvent(role, event, inbound));
  const reply = readings.find((reading) => reading.reply)?.reply;
  const unreadable = [...unread, ...readings.flatMap((reading) => reading.unread ?? [])];
  return {
    signals: readings.flatMap((reading) => reading.signals ?? []),
    ...(reply ? { reply } : {}),
    ...(unreadable.length > 0 ? { unread: unreadable } : {}),
  };
}

/** Events without news: a prompt of ours started, or the tone stream ended with its call. */
const echoes: ReadonlySet<string> = new Set([
  "Microsoft.Communication.PlayStarted",
  "Microsoft.Communication.ContinuousDtmfRecognitionStopped",
]);

function answerOptionsAs(role: Role, inbound: Inbound): Reply {
  if (role === "event-grid") return answerOptions(inbound);
  throw new CallingError("forbidden", "only Event Grid asks with OPTIONS");
}

/** One event of a body. What cannot be read costs the others nothing. */
function readEvent(role: Role, event: WireEvent, inbound: Inbound): Partial<Parsed> {
  if (event.type === "") return { unread: ["an event has no type"] };
  if (event.type === validation) {
    const reply = answerValidation(event);
    return reply ? { reply } : { unread: ["the subscription validation event has no validationCode"] };
  }
  if (event.type === incomingCall) {
    const signal = readIncomingCall(event, inbound);
    return signal ? { signals: [signal] } : { unread: ["the IncomingCall event has no incomingCallContext"] };
  }
  return { signals: role === "event-grid" ? [readPublished(event, inbound)] : readOfACall(event, inbound) };
}

/** Event Grid publishes other events too. They belong to no call, even if they name one. */
function readPublished(event: WireEvent, inbound: Inbound): Signal {
  const { id, source, type, raw, at = inbound.at } = event;
  const name = `${source}#${id}`;
  return { kind: "unrecognized", id: name, at, call: { alias: `event:${name}` }, type, raw };
}

function readOfACall(event: WireEvent, inbound: Inbound): readonly Signal[] {
  const providerCallId = callIdOf(event);
  return readMidCall(event, {
    at: event.at ?? inbound.at,
    call:
      inbound.callKey === undefined
        ? { alias: providerCallId ?? `event:${event.source}#${event.id}` }
        : { key: inbound.callKey },
    providerCallId,
    raw: event.raw,
  });
}

/** The data names the call; otherwise source and subject do (`calling/callConnections/{id}`). */
function callIdOf(event: WireEvent): string | undefined {
  const named = textOf(event.data.callConnectionId);
  return named || /callConnections\/([^/]+)/.exec(event.source || event.subject)?.[1];
}

/**
 * Answers the question that Event Grid asks before it sends events in its own schema. It wants 200 and the code back, within 30 s.
 * `undefined`: it asks nothing. Source: Event Grid, webhook event delivery.
 */
function answerValidation(event: WireEvent): Reply | undefined {
  const code = textOf(event.data.validationCode);
  if (!code) return undefined;
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ validationResponse: code }),
  };
}

/** Answers the `OPTIONS` that comes before CloudEvents: yes, that origin may send here, at any rate. Source: CloudEvents, HTTP web hooks. */
function answerOptions({ headers }: Pick<Inbound, "headers">): Reply {
  const origin = headers.get("webhook-request-origin");
  if (!origin) throw new CallingError("invalid-request", "the OPTIONS request has no WebHook-Request-Origin");
  return { status: 200, headers: { "WebHook-Allowed-Origin": origin, "WebHook-Allowed-Rate": "*" } };
}

/** Who sends callbacks: the call service with a signed token, and Event Grid with our secret. */
export type Role = "callback" | "event-grid";

const incomingCall = "Microsoft.Communication.IncomingCall";
const validation = "Microsoft.EventGrid.SubscriptionValidationEvent";

/** What Event Grid publishes and the call service never sends. Source: Event Grid, voice and video calling events. */
const published: ReadonlySet<string> = new Set([
  incomingCall,
  validation,
  "Microsoft.EventGrid.SubscriptionDeletedEvent",
  "Microsoft.Communication.RecordingFileStatusUpdated",
  "Microsoft.Communication.CallStarted",
  "Microsoft.Communication.CallEnded",
  "Microsoft.Communication.CallParticipantAdded",
  "Microsoft.Communication.CallParticipantRemoved",
]);

/** What the call service sends of a call, by the first words of its types: Event Grid publishes none of it. */
const ofTheCallService =
  /^Microsoft\.Communication\.(CallConnected|CallDisconnected|CallTransfer|CreateCall|AnswerFailed|Connect|ParticipantsUpdated|(Cancel)?(Add|Remove|Move)Participant|Play|Recognize|ContinuousDtmf|SendDtmf|Hold|RecordingState|StartRecording|Transcription|MediaStreaming|Dialog)/i;

/**
 * Refuses what this sender never says. Event Grid publishes many types, and more each year (SMS, chat, e-mail, jobs): a subscription
 * without a filter sends them all, and they are let through, since they never speak of a call. Events of the call service are for signed
 * tokens to carry. A token may carry types that are not known yet.
 * @throws CallingError `forbidden`.
 */
function checkRole(role: Role, event: WireEvent): void {
  const allowed = role === "event-grid" ? !speaksOfACall(event) : !published.has(event.type);
  if (allowed) return;
  throw new CallingError(
    "forbidden",
    `${role === "event-grid" ? "the Event Grid secret" : "a callback token"} may not carry "${event.type}"`,
    role === "event-grid" ? { hint: "Event Grid does not publish it: see who else has the secret." } : {},
  );
}

/** The call service names itself as the source (`calling/callConnections/{id}`), Event Grid the resource (`/subscriptions/…`). */
function speaksOfACall({ type, source, subject }: WireEvent): boolean {
  return ofTheCallService.test(type) || /^\/?calling\//i.test(source || subject);
}

/** Reads the role back from the principal that `verify` made. */
function roleOf(role: string): Role {
  if (role === "callback" || role === "event-grid") return role;
  throw new CallingError("forbidden", `"${role}" is no role of this adapter`);
}
