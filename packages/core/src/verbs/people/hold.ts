import type { AnyAdapter } from "../../adapter/composite.js";
import type { HoldOptions } from "../../interface/verb-options.js";
import { aboutParticipant } from "./about-participant.js";

/** A participant hears music, or a prompt again and again, and nobody hears them. */
export const hold = aboutParticipant(
  {
    name: "hold",
    needsLine: true,
    figures: ({ holds }) => ({ atOnce: holds }),
    instead: "Play something to them alone, again and again: call.play(prompt, { to, loop: true }).",
  },
  { more: ({ prompt }: HoldOptions<AnyAdapter>) => (prompt === undefined ? {} : { prompt }) },
);

/** A participant is back among the others. */
export const unhold = aboutParticipant({
  name: "unhold",
  needsLine: true,
  instead: "Where there is no hold, there is nothing to take back: stop what plays with call.cancelMedia().",
});
