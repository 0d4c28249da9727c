import type { Limits, Observations } from "@trunkline/core";
import { longestContext } from "./verbs/operation-options.js";
import { mostTones } from "./verbs/send-dtmf.js";
import { ringsForMs } from "./webhook/incoming-call.js";

/** ACS's figures. Source: ACS service limits, and the pages that the constants name. */
export const limits: Limits = {
  answerWithinMs: ringsForMs,
  redirectTargets: 1,
  sendDtmfTones: mostTones,
  contextLength: longestContext,
  // 85 s between users, 115 s to a telephone; the longer, because a call is asked about only once it is overdue.
  setUpMs: 115_000,
};

/** What ACS tells of a call. It says nothing of a call before the bot takes it, nor after the bot let it go. */
export const observations: Partial<Observations> = {
  oneToOneRoster: true,
  groupRoster: true,
};
