import type { CallActor } from "../actor/call-actor.js";
import { reportError } from "../events/report-error.js";
import { errand } from "../operations/errand.js";
import { onFound } from "../reduce/found.js";
import type { Effect } from "../reduce/turn.js";
import { stopMedia } from "../verbs/cancel-media.js";
import { CallingError } from "../words/calling-error.js";
import { decideUnhandled, turnAway } from "./decide-unhandled.js";
import { letGo } from "./let-go.js";

/** Does what a turn asked for, in the background. What fails is an `error` event: nobody else would learn of it. */
export function performEffects(actor: CallActor, effects: readonly Effect[]): void {
  for (const effect of effects) {
    perform(actor, effect).catch((error) => {
      const expected = CallingError.is(error) && (error.code === "superseded" || error.code === "call-ended");
      if (!expected) reportError(actor.runtime, "workFailed", error, actor);
    });
  }
}

async function perform(actor: CallActor, effect: Effect): Promise<void> {
  switch (effect) {
    case "inspect":
      return inspect(actor);
    case "keep-alive":
      return errandOnCall(actor, "keepAlive");
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
async function inspect(actor: CallActor): Promise<void> {
  const { state, providerCallId } = actor.record;
  if (state !== "disconnected" && providerCallId !== "") await errandOnCall(actor, "inspect");
}

/** An errand on a call that may be gone: then it is over. */
async function errandOnCall(actor: CallActor, name: "inspect" | "keepAlive"): Promise<void> {
  try {
    const found = (await errand(actor, name))?.found;
    if (found) await actor.apply((turn) => onFound(turn, found));
  } catch (error) {
    if (!CallingError.is(error) || error.code !== "call-ended" || actor.life.end.over) throw error;
    await actor.apply((turn) => onFound(turn, { state: "gone" }));
  }
}
