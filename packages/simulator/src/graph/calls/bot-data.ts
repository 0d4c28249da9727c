import type { JsonObject } from "../json.js";

/** What a policy-based recording bot is told of why it is there (documented shape; the values are ours). */
export function botData(): JsonObject {
  return {
    mediaHostedRegion: "USEA",
    user: { participationMethod: "callee", clientLocation: "US" },
    inviteReasons: ["PolicyBasedRecording"],
    policyIdentifier: "Simulated policy",
    pairedRecorders: [],
    otherRecorders: [],
  };
}
