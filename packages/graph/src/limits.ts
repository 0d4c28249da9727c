import type { Limits } from "@trunkline/core";
import { mostPrompts } from "./verbs/play.js";

/** The documented figures. How many tones one request takes is not documented. */
export const limits: Limits = {
  answerWithinMs: 15_000,
  redirectTargets: 25,
  redirectRingMs: { min: 15_000, max: 90_000 },
  groupTargets: { min: 2, max: 5 },
  sendDtmfGap: true,
  prompts: mostPrompts,
  contextLength: 256,
  // Recommended; the call is given up after 45 minutes without.
  keepAliveEveryMs: 15 * 60_000,
  // The longest ringing time that beta lets one set is 115 s.
  setUpMs: 120_000,
};
