import { type Call, CallingError, type CallingEvent, type Party } from "trunkline";
import type { BotEvent, Provider } from "../protocol.js";

/** An event of the library as the page shows it. */
export function toBotEvent(event: CallingEvent, provider: Provider, instance: string): BotEvent {
  const { summary, details } = describe(event, instance);
  const call = refOf(event);
  const providerCallId = "call" in event ? event.call.providerCallId : undefined;
  return {
    id: event.id,
    at: Date.now(),
    type: event.type,
    provider,
    instance,
    ...(call === undefined ? {} : { call }),
    ...(providerCallId === undefined ? {} : { providerCallId }),
    summary,
    ...(event.raw === undefined ? {} : { raw: event.raw }),
    details: { ...details, source: event.source, attempt: event.attempt },
  };
}

interface Described {
  readonly summary: string;
  readonly details: Readonly<Record<string, unknown>>;
}

function describe(event: CallingEvent, instance: string): Described {
  switch (event.type) {
    case "incoming":
      return {
        summary: `${nameOf(event.from)} calls`,
        details: { from: event.from, to: event.to, decideBy: event.decideBy, warnings: event.warnings },
      };
    case "call-connected":
      return {
        summary: isDialed(event.call) ? `${nameOf(event.call.to)} picked up` : "connected",
        details: { direction: event.call.direction },
      };
    case "call-ended":
      return { summary: event.reason.kind, details: { reason: event.reason } };
    case "call-returned":
      return { summary: "back from where it was transferred", details: {} };
    case "call-changed":
      return { summary: event.inLobby ? "in the lobby" : event.state, details: { state: event.state } };
    case "dtmf-received":
      return { summary: `key ${event.tone}`, details: { tone: event.tone } };
    case "operation-completed":
      return { summary: event.verb, details: { verb: event.verb, operation: event.operation } };
    case "operation-failed":
      return {
        summary: `${event.verb} failed`,
        details: { verb: event.verb, code: event.error.code, message: event.error.message },
      };
    case "participants-changed":
      return { summary: `${event.participants.length} on the call`, details: { participants: event.participants } };
    case "content-sharing-changed":
      return { summary: `sharing ${event.change}`, details: { session: event.session } };
    case "call-recovered":
      return { summary: `by instance ${instance}`, details: { state: event.state, data: event.data } };
    case "unrecognized":
      return { summary: event.name, details: { raw: event.raw } };
    case "error":
      return {
        summary: CallingError.is(event.error) ? event.error.code : "a handler threw",
        details: { message: String(event.error) },
      };
  }
}

/** Not an incoming call, nor a meeting that the bot joined. */
function isDialed({ direction, to }: Pick<Call, "direction" | "to">): boolean {
  return direction === "outgoing" && to.kind !== "unknown";
}

function refOf(event: CallingEvent): string | undefined {
  if (event.type === "error") return event.callRef;
  if (event.type === "incoming") return event.ref;
  return "call" in event ? event.call.ref : undefined;
}

function nameOf(party: Party): string {
  if (party.displayName) return party.displayName;
  if (party.kind === "phone") return party.number;
  if (party.kind === "sip") return party.uri;
  return party.kind === "unknown" ? "someone" : party.id;
}
