import type { AnyAdapter } from "../adapter/composite.js";
import type { IncomingCall } from "../call/incoming-call.js";
import type { EventBase } from "../events/event-base.js";
import type { CallHolder } from "../holder/call-holder.js";
import { answer } from "../verbs/answer.js";
import { redirect } from "../verbs/redirect.js";
import { reject } from "../verbs/reject.js";

/** What a handler of `incoming` gets. */
export function createIncomingCall(holder: CallHolder, base: EventBase<"incoming", AnyAdapter>): IncomingCall {
  const { record } = holder;
  return {
    ...base,
    ref: holder.ref,
    from: record.from,
    to: record.to,
    forwardedFrom: record.forwardedFrom,
    group: record.group,
    warnings: record.warnings,
    decideBy: record.decideBy ?? base.at.getTime(),
    signal: holder.life.undecided,
    answer: (options = {}) => answer(holder, options),
    reject: (reason = "declined", options = {}) => reject(holder, reason, options),
    redirect: (to, options = {}) => redirect(holder, to, options),
  };
}
