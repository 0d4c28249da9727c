import type { Observations } from "@trunkline/core";

/** What Graph tells of a call. One-to-one calls have notifications of their state only (documented). */
export const observations: Observations = {
  callerGaveUp: true,
  rejectEnded: true,
  redirectOutcome: true,
  // In the pages and in beta; whether v1.0 ever sends it is not known.
  ringing: false,
  oneToOneRoster: false,
  groupRoster: true,
  contentSharing: true,
};
