import { IncomingOffer } from "../call-handle/incoming-offer.js";
import type { CallingEvent } from "../events/events.js";
import type { CallHolder } from "../holder/call-holder.js";
import { outcomeError } from "../operate/outcome-error.js";
import type { Happening } from "../record/happening.js";

/** Makes of a happening the event that handlers get. */
export function dressEvent(holder: CallHolder, happening: Happening): CallingEvent {
  const base = {
    id: happening.id,
    at: new Date(happening.at),
    provider: holder.record.provider,
    attempt: happening.attempt,
    source: happening.source,
    raw: happening.raw,
  };
  const { call } = holder;
  switch (happening.type) {
    case "incoming":
      return new IncomingOffer(holder, { ...base, type: "incoming" });
    case "call-connected":
      return { ...base, type: happening.type, call };
    case "call-ended":
      return { ...base, type: happening.type, call, reason: happening.reason };
    case "call-changed":
      return { ...base, type: happening.type, call, state: happening.state, inLobby: happening.inLobby };
    case "dtmf-received":
      return { ...base, type: happening.type, call, tone: happening.tone };
    case "operation-completed":
      return {
        ...base,
        type: happening.type,
        call,
        operation: happening.operation,
        verb: happening.verb,
        context: happening.context,
      };
    case "operation-failed": {
      const error = outcomeError(holder, happening.verb, happening.outcome);
      return {
        ...base,
        type: happening.type,
        call,
        operation: happening.operation,
        verb: happening.verb,
        context: happening.context,
        error,
      };
    }
    case "participants-changed":
      return { ...base, type: happening.type, call, participants: happening.participants };
    case "content-sharing-changed":
      return { ...base, type: happening.type, call, change: happening.change, session: happening.session };
    case "call-recovered":
      return { ...base, type: happening.type, call, data: structuredClone(holder.record.data), state: happening.state };
    case "unrecognized":
      return { ...base, type: happening.type, name: happening.name };
  }
}
