import type { CallActor } from "../actor/call-actor.js";
import type { CallingEvent } from "../interface/events.js";
import { outcomeError } from "../operations/await-end.js";
import type { Happening } from "../record/happening.js";
import { verbTable } from "../verbs/verb-table.js";
import { IncomingOffer } from "./incoming-offer.js";

/** Makes of a happening the event that handlers get. */
export function dressEvent(actor: CallActor, happening: Happening): CallingEvent {
  const base = {
    id: happening.id,
    at: new Date(happening.at),
    provider: actor.record.provider,
    attempt: happening.attempt,
    source: happening.source,
    raw: happening.raw,
  };
  // Added to the base, not spread together with it: events are of many shapes, and copying an object of many is ten times dearer.
  const { call } = actor;
  switch (happening.type) {
    case "incoming":
      return new IncomingOffer(actor, Object.assign(base, { type: happening.type }));
    case "call-connected":
      return Object.assign(base, { type: happening.type, call });
    case "call-ended":
      return Object.assign(base, { type: happening.type, call, reason: happening.reason });
    case "call-changed":
      return Object.assign(base, { type: happening.type, call, state: happening.state, inLobby: happening.inLobby });
    case "dtmf-received":
      return Object.assign(base, { type: happening.type, call, tone: happening.tone });
    case "operation-completed":
      return Object.assign(base, {
        type: happening.type,
        call,
        operation: happening.operation,
        verb: happening.verb,
        context: happening.context,
      });
    case "operation-failed": {
      const error = outcomeError(actor, verbTable[happening.verb], happening.outcome);
      return Object.assign(base, {
        type: happening.type,
        call,
        operation: happening.operation,
        verb: happening.verb,
        context: happening.context,
        error,
      });
    }
    case "participants-changed":
      return Object.assign(base, { type: happening.type, call, participants: happening.participants });
    case "content-sharing-changed":
      return Object.assign(base, { type: happening.type, call, change: happening.change, session: happening.session });
    case "call-recovered":
      return Object.assign(base, {
        type: happening.type,
        call,
        data: structuredClone(actor.record.data),
        state: happening.state,
      });
    case "unrecognized":
      return Object.assign(base, { type: happening.type, name: happening.name });
  }
}
