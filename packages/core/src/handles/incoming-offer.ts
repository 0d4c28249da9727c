import type { CallActor } from "../actor/call-actor.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type { EventBase } from "../interface/call.js";
import type { IncomingCall } from "../interface/events.js";
import { answer } from "../verbs/answer.js";
import { decide } from "../verbs/decide.js";
import { redirect } from "../verbs/redirect.js";
import { reject } from "../verbs/reject.js";

type Given = EventBase<"incoming", AnyAdapter>;
/** What a handler of `incoming` gets. */
export class IncomingOffer implements IncomingCall {
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
  readonly #actor: CallActor;

  constructor(actor: CallActor, base: Given) {
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
    this.#actor = actor;
  }

  get signal(): AbortSignal {
    return this.#actor.life.decision.signal;
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
