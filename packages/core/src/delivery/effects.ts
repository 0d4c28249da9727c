import type { CallHolder } from "../actor/call-holder.js";
import { reportError } from "../events/report-error.js";
import { errand } from "../operations/errand.js";
import { onFound } from "../reduce/found.js";
import type { Effect } from "../reduce/turn.js";
import { stopMedia } from "../verbs/cancel-media.js";
import { CallingError } from "../words/calling-error.js";
import { decideUnhandled, turnAway } from "./decide-unhandled.js";
import { letGo } from "./let-go.js";

/** Does what a turn asked for, in the background. What fails is an `error` event: nobody else would learn of it. */
export function performEffects(holder: CallHolder, effects: readonly Effect[]): void {
  for (const effect of effects) {
    perform(holder, effect).catch((error) => {
      const expected = CallingError.is(error) && (error.code === "superseded" || error.code === "call-ended");
      if (!expected) reportError(holder.runtime, "workFailed", error, holder);
    });
  }
}

async function perform(holder: CallHolder, effect: Effect): Promise<void> {
  switch (effect) {
    case "inspect":
      return inspect(holder);
    case "keep-alive":
      return errandOnCall(holder, "keepAlive");
    case "cancel-media":
      return stopMedia(holder);
    case "let-go":
      return letGo(holder);
    case "decide-unhandled":
      return decideUnhandled(holder);
    case "turn-away":
      return turnAway(holder);
  }
}

/**
 * Asks the provider how the call stands. One that it does not know any more is over. A call that has no id at the provider yet
 * (ACS gives none before it is answered) cannot be asked about, and that says nothing about it: it may well ring.
 */
async function inspect(holder: CallHolder): Promise<void> {
  const { state, providerCallId } = holder.record;
  if (state !== "disconnected" && providerCallId !== "") await errandOnCall(holder, "inspect");
}

/** An errand on a call that may be gone: then it is over. */
async function errandOnCall(holder: CallHolder, name: "inspect" | "keepAlive"): Promise<void> {
  try {
    const found = (await errand(holder, name))?.found;
    if (found) await holder.apply((turn) => onFound(turn, found));
  } catch (error) {
    if (!CallingError.is(error) || error.code !== "call-ended" || holder.life.end.over) throw error;
    await holder.apply((turn) => onFound(turn, { state: "gone" }));
  }
}
