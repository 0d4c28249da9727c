import type { CallHolder } from "../actor/call-holder.js";
import { partiesOf } from "../telemetry/about-call.js";
import { redirect } from "../verbs/redirect.js";
import { reject } from "../verbs/reject.js";

/** Nobody decided what becomes of an incoming call: `onUnhandled` does. */
export function decideUnhandled(holder: CallHolder): void {
  if (holder.record.state !== "incoming" || holder.record.decision) return;
  holder.life.decided("nobody");
  const { settings, telemetry } = holder.runtime;
  const { onUnhandled } = settings;
  telemetry.log("undecided", {
    callRef: holder.ref,
    onUnhandled: onUnhandled === "reject" ? onUnhandled : "redirect",
    ...partiesOf(telemetry, holder.record),
  });
  // What becomes of it is told by events; a decision that fails is an `operation-failed`.
  if (onUnhandled === "reject") void reject(holder, "declined", {});
  else redirect(holder, onUnhandled.redirect, {}).catch(() => void reject(holder, "declined", {}));
}

/** This instance closes, and no other could take the call: the caller hears at once that the bot is busy. */
export function turnAway(holder: CallHolder): void {
  if (holder.record.state !== "incoming" || holder.record.decision) return;
  const { telemetry } = holder.runtime;
  telemetry.log("turnedAway", { callRef: holder.ref, ...partiesOf(telemetry, holder.record) });
  void reject(holder, "busy", {});
}
