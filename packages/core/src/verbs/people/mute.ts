import { aboutParticipant } from "./about-participant.js";

/** The call no longer hears a participant. */
export const mute = aboutParticipant({
  ...{ name: "mute", needsLine: true },
  instead: "To have silence, put them on hold with call.hold(), or out of the call with call.removeParticipant().",
  ofBot: "The bot mutes itself with call.muteSelf().",
});

/** The call hears a participant again. Few providers let anybody else do that. */
export const unmute = aboutParticipant({
  ...{ name: "unmute", needsLine: true },
  instead: "Only they themselves can do that: ask them to, with call.play(prompt, { to }).",
  ofBot: "The bot takes that back with call.unmuteSelf().",
});
