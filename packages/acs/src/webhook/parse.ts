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

/** Echoes of our own verbs that tell nothing new: a prompt that we began began, and the tone stream ended with its call. */
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
  return { signals: [role === "event-grid" ? readPublished(event, inbound) : readOfACall(event, inbound)] };
}

/** What Event Grid publishes of other things: it belongs to no call, whatever it names. */
function readPublished(event: WireEvent, inbound: Inbound): Signal {
  const { id, source, type, raw, at = inbound.at } = event;
  const name = `${source}#${id}`;
  return { kind: "unrecognized", id: name, at, call: { alias: `event:${name}` }, type, raw };
}

function readOfACall(event: WireEvent, inbound: Inbound): Signal {
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
