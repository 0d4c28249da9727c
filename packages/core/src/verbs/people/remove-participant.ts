import { aboutParticipant } from "./about-participant.js";

/** Puts somebody out of the call. */
export const removeParticipant = aboutParticipant({
  ...{ name: "removeParticipant", needsLine: true },
  instead: "On a call for two, call.hangUp() ends it for both.",
  ofBot: "The bot leaves with call.hangUp().",
});
