import type { VerbFacts } from "../../operations/check-verb.js";

/** Stops the ringing of somebody who is being added. */
export const cancelAddParticipant: VerbFacts<"cancelAddParticipant"> = {
  name: "cancelAddParticipant",
  needsLine: true,
  instead: "They ring until the provider's own time is over: let them, and remove them if they come.",
};
