import type { CallActor } from "../actor/call-actor.js";
import { reportError } from "../events/report-error.js";
import { sendInBackground } from "../operations/request-on-call.js";
import { onFound } from "../reduce/found.js";
import type { Effect } from "../reduce/turn.js";
import { stopMedia } from "../verbs/cancel-media.js";
import { inspect, keepAlive } from "../verbs/own-requests.js";
import { CallingError } from "../words/calling-error.js";
import { decideUnhandled, turnAway } from "./decide-unhandled.js";
import { letGo } from "./let-go.js";

/** Does what a turn asked for, in the background. What fails is an `error` event: nobody else would learn of it. */
export function performEffects(actor: CallActor, effects: readonly Effect[]): void {
  for (const effect of effects) {
    perform(actor, effect).catch((error) => {
      const expected = CallingError.is(error) && (error.code === "superseded" || error.code === "call-ended");
      if (!expected) reportError(actor.instance, "workFailed", error, actor);
    });
  }
}

async function perform(actor: CallActor, effect: Effect): Promise<void> {
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
    case "turn-away":
      return turnAway(actor);
  }
}

/**
 * Asks the provider how the call stands. One that it does not know any more is over. A call that has no id at the provider yet
 * (ACS gives none before it is answered) cannot be asked about, and that says nothing about it: it may well ring.
 */
async function ask(actor: CallActor): Promise<void> {
  const { state, providerCallId } = actor.record;
  if (state !== "disconnected" && providerCallId !== "") await inBackground(actor, inspect);
}

/** A background request on a call that may be gone: then it is over. */
async function inBackground(actor: CallActor, verb: typeof inspect | typeof keepAlive): Promise<void> {
  try {
    const found = (await sendInBackground(actor, verb))?.found;
    if (found) await actor.apply((turn) => onFound(turn, found));
  } catch (error) {
    if (!CallingError.is(error) || error.code !== "call-ended" || actor.life.end.over) throw error;
    await actor.apply((turn) => onFound(turn, { state: "gone" }));
  }
}
