import type { Ask, JoiningDecision, Reply } from "@trunkline/core";
import type { Notification } from "./notification.js";

/** Not documented for this question by itself; it is the time that policy-based recording leaves a bot. */
const withinMs = 5_000;

/** Another participant under the recording policy is about to join: the answer is the body of the response. */
export function readJoining({ call }: Notification): Ask {
  return { kind: "participant-joining", call, withinMs, reply };
}

function reply(decision: JoiningDecision): Reply {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(write(decision)) };
}

function write(decision: JoiningDecision): object {
  if ("admit" in decision) return { "@odata.type": "#microsoft.graph.acceptJoinResponse" };
  if ("refuse" in decision) return { "@odata.type": "#microsoft.graph.rejectJoinResponse", reason: decision.refuse };
  return { "@odata.type": "#microsoft.graph.inviteNewBotResponse", inviteUri: decision.invite };
}
