import type { SimControl } from "@trunkline/simulator/page";
import { isReady, type Known, stepOf, twinOf } from "./twin.js";

/** How often to look whether the other call is ready for a key, and how long, ms. */
const LOOK_MS = 50;
const PATIENCE_MS = 10_000;

/** What a person does in one of two calls that were placed together happens in the other too. */
const mirrored: ReadonlySet<string> = new Set(["press", "hang-up", "mute"]);

/**
 * Repeats in the twin of a call what a person does in the call itself. A key waits until the twin is at the same step of the dialog; if it
 * does not get there in time, the key is pressed all the same, and the two traces show the difference.
 */
export function mirroring(
  act: SimControl["act"],
  known: () => Known,
  pause: (ms: number) => Promise<void>,
): SimControl["act"] {
  let last: Promise<void> = Promise.resolve();
  return (personId, action, body) => {
    const callId = "callId" in body ? body.callId : undefined;
    const twin = callId !== undefined && mirrored.has(action) ? twinOf(known(), personId, callId)?.id : undefined;
    if (callId !== undefined && twin !== undefined) {
      const step = stepOf(known().calls, callId);
      last = last
        .then(() => (action === "press" ? ready(personId, twin, step) : undefined))
        // The twin may have ended by then.
        .then(() => act(personId, action, { ...body, callId: twin }).catch(() => {}));
    }
    return act(personId, action, body);
  };

  async function ready(personId: string, callId: string, step: string | undefined): Promise<void> {
    for (let waited = 0; waited < PATIENCE_MS && !isReady(known(), personId, callId, step); waited += LOOK_MS) {
      await pause(LOOK_MS);
    }
  }
}
