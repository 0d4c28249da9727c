import type { CallActor } from "../actor/call-actor.js";
import { partiesOf } from "../telemetry/telemetry.js";
import { decide } from "../verbs/decide.js";
import { redirect } from "../verbs/redirect.js";
import { reject } from "../verbs/reject.js";

/** The bot did not decide about an incoming call, so `onUnhandled` does. */
export function decideUnhandled(actor: CallActor): void {
  if (actor.record.state !== "incoming" || actor.record.decision) return;
  actor.life.decided("expired");
  const { settings, telemetry } = actor.instance;
  const { onUnhandled } = settings;
  telemetry.log("undecided", {
    callRef: actor.ref,
    onUnhandled: onUnhandled === "reject" ? onUnhandled : "redirect",
    ...partiesOf(telemetry, actor.record),
  });
  // Events report the outcome; a decision that fails is an `operation-failed`.
  if (onUnhandled === "reject") void decide(actor, undefined, reject);
  else decide(actor, undefined, redirect, onUnhandled.redirect).catch(() => void decide(actor, undefined, reject));
}

/** This instance is closing and no other could take the call: the caller is rejected as busy at once. */
export function turnAway(actor: CallActor): void {
  if (actor.record.state !== "incoming" || actor.record.decision) return;
  const { telemetry } = actor.instance;
  telemetry.log("turnedAway", { callRef: actor.ref, ...partiesOf(telemetry, actor.record) });
  void decide(actor, undefined, reject, "busy");
}
