import { CallingError, type Inbound, type Parsed, type Principal, type Reply, type Signal } from "@trunkline/core";
import { answerOptions, answerValidation } from "./handshake.js";
import { readIncomingCall } from "./incoming-call.js";
import { readMidCall } from "./mid-call.js";
import { readBody } from "./read-body.js";
import { checkRole, incomingCall, type Role, roleOf, validation } from "./roles.js";
import { textOf, type WireEvent } from "./wire-event.js";

/** Reads a verified callback: events of a call, Event Grid's events in both schemas, and both handshakes. */
export function parse(inbound: Inbound, principal: Principal): Parsed {
  const role = roleOf(principal.role);
  if (inbound.method === "OPTIONS") return { signals: [], reply: answerOptionsAs(role, inbound) };
  if (inbound.method !== "POST") {
    throw new CallingError("invalid-request", `callbacks are sent with POST, not with ${inbound.method}`);
  }
  const events = readBody(inbound.body);
  for (const event of events) checkRole(role, event.type);
  const handshake = events.find((event) => event.type === validation);
  if (handshake) return { signals: [], reply: answerValidation(handshake) };
  const news = events.filter((event) => !echoes.has(event.type));
  return { signals: news.map((event) => readEvent(event, inbound)) };
}

/** Echoes of our own verbs that tell nothing new: a prompt that we began began, and the tone stream ended with its call. */
const echoes: ReadonlySet<string> = new Set([
  "Microsoft.Communication.PlayStarted",
  "Microsoft.Communication.ContinuousDtmfRecognitionStopped",
]);

function answerOptionsAs(role: Role, inbound: Inbound): Reply {
  if (role === "event-grid") return answerOptions(inbound);
  throw new CallingError("forbidden", "only Event Grid asks with OPTIONS");
}

function readEvent(event: WireEvent, inbound: Inbound): Signal {
  if (event.type === incomingCall) return readIncomingCall(event, inbound);
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

/** The data names the call; where it does not, source and subject do (`calling/callConnections/{id}`). */
function callIdOf(event: WireEvent): string | undefined {
  const named = textOf(event.data.callConnectionId);
  return named || /callConnections\/([^/]+)/.exec(event.source || event.subject)?.[1];
}
