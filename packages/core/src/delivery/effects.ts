import type { CallActor } from "../actor/call-actor.js";
import { emitError, reportError } from "../events/report-error.js";
import { inspect, keepAlive } from "../operations/own-requests.js";
import { applyEventually, confirmHeld, contextOf, requestMs, sendInBackground } from "../operations/request-on-call.js";
import { send } from "../operations/send.js";
import { nameOf, nameRememberedMs } from "../record/call-key.js";
import { closeOperation } from "../reduce/finish-operation.js";
import { onFound } from "../reduce/inspection.js";
import type { Effect } from "../reduce/turn.js";
import { insist } from "../store/insist.js";
import { partiesOf } from "../telemetry/telemetry.js";
import { decide } from "../verbs/decide.js";
import { leaveQuietly } from "../verbs/hang-up.js";
import { stopMedia } from "../verbs/media/cancel-media.js";
import { redirect } from "../verbs/redirect.js";
import { reject } from "../verbs/reject.js";
import { verbTable } from "../verbs/verb-table.js";
import { CallingError } from "../words/calling-error.js";
import { endOther, type OtherCalls } from "./end-other.js";
import { sendDecision } from "./resend.js";

/** Does in the background what a turn asked for. A failure is an `error` event, since nothing awaits it. */
export function performEffects(actor: CallActor, effects: readonly Effect[], others: OtherCalls): void {
  for (const effect of effects) {
    perform(actor, effect, others).catch((error) => {
      const expected = CallingError.is(error) && (error.code === "superseded" || error.code === "call-ended");
      if (!expected) reportError(actor.instance, "workFailed", error, actor);
    });
  }
}

async function perform(actor: CallActor, effect: Effect, others: OtherCalls): Promise<void> {
  switch (effect) {
    case "inspect":
      return ask(actor);
    case "keep-alive":
      return inBackground(actor, keepAlive);
    case "cancel-media":
      return stopMedia(actor);
    case "let-go":
      return letGo(actor);
    case "decide-unhandled":
      return decideUnhandled(actor);
    case "stop-ringing":
    case "leave-moved":
      return void (await leaveQuietly(actor));
    case "end-other":
      return endOther(actor, others);
    case "send-decision":
      return sendDecision(actor);
    case "turn-away":
      return turnAway(actor);
    case "bind-name":
      return bindName(actor);
  }
}

/** From now on, events of the call and its legs that come to the registered webhook find it by the provider's ids. */
async function bindName({ instance, record, life }: CallActor): Promise<void> {
  const { clock, store, named } = instance;
  for (const id of [record.providerCallId, ...record.legs]) {
    const name = nameOf(record.member, record.provider, id);
    await insist(() => store.bind(name, record.key, nameRememberedMs), { clock, vain: () => life.end.over });
    for (const look of named.of(name)) look();
  }
}

/**
 * Asks the provider how the call stands. A call that the provider does not know any more is over. One without an id at the provider (ACS
 * gives none before the answer) cannot be asked about, and may well be ringing.
 */
async function ask(actor: CallActor): Promise<void> {
  const { state, providerCallId } = actor.record;
  if (state !== "disconnected" && providerCallId !== "") await inBackground(actor, inspect);
}

/** Sends a background request. If it fails because the call is gone, the call is over. */
async function inBackground(actor: CallActor, verb: typeof inspect | typeof keepAlive): Promise<void> {
  try {
    const found = (await sendInBackground(actor, verb))?.found;
    if (found) await actor.apply((turn) => onFound(turn, found));
  } catch (error) {
    if (!CallingError.is(error) || error.code !== "call-ended" || actor.life.end.over) throw error;
    await actor.apply((turn) => onFound(turn, { state: "gone" }));
  }
}

/**
 * Hangs up a line that is not served: its call was given up here before the provider reported its id. The hang-up stays on record until
 * it is done, so that the next instance finishes it if this one dies.
 */
async function letGo(actor: CallActor): Promise<void> {
  const { instance, adapter, record } = actor;
  const pending = record.operations.find(({ verb }) => verb === "hangUp");
  const { hangUp } = adapter.verbs;
  if (!pending) return;
  instance.telemetry.log("lineLeft", { callRef: actor.ref, ...partiesOf(instance.telemetry, record) });
  const context = contextOf(actor, pending.id, pending.startedAt);
  const until = instance.clock.now() + requestMs;
  // Like a repeat: a line that is already gone is the desired result.
  const bounds = { clock: instance.clock, until, repeated: true, confirm: () => confirmHeld(actor) };
  try {
    if (hangUp)
      await send(hangUp, { everyone: false }, context, undefined, { adapter, facts: verbTable.hangUp, ...bounds });
  } catch (error) {
    reportError(instance, "workFailed", error, actor);
  }
  await applyEventually(actor, (turn) => void closeOperation(turn, pending.id, { outcome: "completed" }, turn.own()));
}

/** The bot did not decide about an incoming call, so `onUnhandled` does. */
export function decideUnhandled(actor: CallActor): void {
  const { state, decision, returned } = actor.record;
  if (state !== "incoming" || decision) return;
  actor.life.decided("expired");
  const { settings, telemetry } = actor.instance;
  // Its own redirect has failed before.
  const onUnhandled = returned?.unhandled ? "reject" : settings.onUnhandled;
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
function turnAway(actor: CallActor): void {
  if (actor.record.state !== "incoming" || actor.record.decision) return;
  const { telemetry } = actor.instance;
  telemetry.log("turnedAway", { callRef: actor.ref, ...partiesOf(telemetry, actor.record) });
  void decide(actor, undefined, reject, "busy");
}

/**
 * The store has lost a call of this instance, and gets it again from here. Calls that were in no instance's memory are lost, so this is
 * reported as an error.
 */
export function reportRestored(actor: CallActor): void {
  const { instance, ref, record } = actor;
  const { telemetry } = instance;
  telemetry.log("restored", { callRef: ref, ...partiesOf(telemetry, record) });
  const error = new CallingError(
    "store-unavailable",
    `the store has lost call ${ref}; this instance has written it again`,
    {
      callRef: ref,
      hint: "Was it emptied, did it evict records, or was it restarted without persistence? See docs/operations.md, Redis.",
    },
  );
  emitError(instance, error, actor);
}
