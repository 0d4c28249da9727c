import type { CallActor } from "../actor/call-actor.js";
import { partiesOf } from "../telemetry/about-call.js";
import { redirect } from "../verbs/redirect.js";
import { reject } from "../verbs/reject.js";

/** Nobody decided what becomes of an incoming call: `onUnhandled` does. */
export function decideUnhandled(actor: CallActor): void {
  if (actor.record.state !== "incoming" || actor.record.decision) return;
  actor.life.decided("nobody");
  const { settings, telemetry } = actor.runtime;
  const { onUnhandled } = settings;
  telemetry.log("undecided", {
    callRef: actor.ref,
    onUnhandled: onUnhandled === "reject" ? onUnhandled : "redirect",
    ...partiesOf(telemetry, actor.record),
  });
  // What becomes of it is told by events; a decision that fails is an `operation-failed`.
  if (onUnhandled === "reject") void reject(actor, "declined", {});
  else redirect(actor, onUnhandled.redirect, {}).catch(() => void reject(actor, "declined", {}));
}

/** This instance closes, and no other could take the call: the caller hears at once that the bot is busy. */
export function turnAway(actor: CallActor): void {
  if (actor.record.state !== "incoming" || actor.record.decision) return;
  const { telemetry } = actor.runtime;
  telemetry.log("turnedAway", { callRef: actor.ref, ...partiesOf(telemetry, actor.record) });
  void reject(actor, "busy", {});
}
