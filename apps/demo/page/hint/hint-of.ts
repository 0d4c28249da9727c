import type { BotEvent, DemoState, KeyHint } from "../../src/protocol.js";

/** What can be pressed at a call's current step. */
export interface StepHint {
  /** Differs from step to step, and from attempt to attempt. */
  readonly id: string;
  readonly keys: readonly KeyHint[];
}

/** The hint of a call, from its events. Undefined: the bot does not ask for keys, or has left the call. */
export function hintOf(events: readonly BotEvent[], keys: DemoState["bot"]["keys"]): StepHint | undefined {
  if (events.some(({ type }) => type === "call-ended")) return undefined;
  const begun = events.findLast(({ step }) => step !== undefined);
  const ofStep = begun?.step === undefined ? undefined : keys[begun.step];
  return begun && ofStep && { id: begun.id, keys: ofStep };
}

/** How many of the expected keys have been pressed, in order. Undefined: others have. */
export function progress(expected: string, typed: string): number | undefined {
  return expected.startsWith(typed) ? typed.length : undefined;
}
