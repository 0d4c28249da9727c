import type { CallActor } from "../actor/call-actor.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { Ending } from "../base/ending.js";
import type { EventBase } from "../interface/call.js";
import type { CallingEvent, IncomingCall } from "../interface/events.js";
import { outcomeError } from "../operations/await-end.js";
import type { Happening } from "../record/happening.js";
import { readTiming } from "../record/timing.js";
import { answer } from "../verbs/answer.js";
import { decide } from "../verbs/decide.js";
import { redirect } from "../verbs/redirect.js";
import { reject } from "../verbs/reject.js";
import { verbTable } from "../verbs/verb-table.js";

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
      return new IncomingOffer(actor, Object.assign(base, { type: happening.type }), happening.returned);
    case "call-connected":
    case "call-returned":
      return Object.assign(base, { type: happening.type, call });
    case "call-ended":
      return Object.assign(base, {
        type: happening.type,
        call,
        reason: happening.reason,
        timing: readTiming(actor.record.timing, happening.at),
      });
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

type Given = EventBase<"incoming", AnyAdapter>;

/** What a handler of `incoming` gets. */
class IncomingOffer implements IncomingCall {
  readonly type = "incoming";
  readonly id: Given["id"];
  readonly at: Given["at"];
  readonly provider: Given["provider"];
  readonly attempt: Given["attempt"];
  readonly source: Given["source"];
  readonly raw: Given["raw"];
  readonly ref: IncomingCall["ref"];
  readonly from: IncomingCall["from"];
  readonly to: IncomingCall["to"];
  readonly forwardedFrom: IncomingCall["forwardedFrom"];
  readonly group: IncomingCall["group"];
  readonly warnings: IncomingCall["warnings"];
  readonly decideBy: IncomingCall["decideBy"];
  readonly returned: IncomingCall["returned"];
  readonly #actor: CallActor;
  readonly #decision: Ending;

  constructor(actor: CallActor, base: Given, returned: IncomingCall["returned"]) {
    const { record } = actor;
    this.id = base.id;
    this.at = base.at;
    this.provider = base.provider;
    this.attempt = base.attempt;
    this.source = base.source;
    this.raw = base.raw;
    this.ref = actor.ref;
    this.from = record.from;
    this.to = record.to;
    this.forwardedFrom = record.forwardedFrom;
    this.group = record.group;
    this.warnings = record.warnings;
    this.decideBy = record.decideBy ?? base.at.getTime();
    this.returned = returned;
    this.#actor = actor;
    this.#decision = actor.life.decision;
  }

  get signal(): AbortSignal {
    return this.#decision.signal;
  }

  answer(...given: Parameters<IncomingCall["answer"]>): ReturnType<IncomingCall["answer"]> {
    return decide(this.#actor, this, answer, ...given);
  }

  reject(...given: Parameters<IncomingCall["reject"]>): ReturnType<IncomingCall["reject"]> {
    return decide(this.#actor, this, reject, ...given);
  }

  redirect(...given: Parameters<IncomingCall["redirect"]>): ReturnType<IncomingCall["redirect"]> {
    return decide(this.#actor, this, redirect, ...given);
  }
}
