import type { Taken, VerbContext } from "@trunkline/core";
import type { GraphAnswer } from "../client/graph-api.js";
import type { Memo } from "../memo.js";
import { readState } from "../wire/call-states.js";
import { canonicalId } from "../wire/odata.js";
import { openedSchema } from "../wire/read-call.js";

/** What a 201 says of the call that was opened. The memo is what we asked for: the tenant of the answer is the one of our token. */
export function readOpened(answer: GraphAnswer, memo: Memo): Taken {
  const call = openedSchema.safeParse(answer.body).data;
  const state = call?.state ? readState(call.state) : undefined;
  return {
    memo,
    providerCallId: call?.id ? canonicalId(call.id) : undefined,
    participantId: call?.myParticipantId ?? undefined,
    state: state === "beside" || state === "incoming" ? undefined : state,
    requestId: answer.requestId,
  };
}

/** What every request that opens a call begins with. */
export function callHead(context: VerbContext): {
  readonly "@odata.type": "#microsoft.graph.call";
  readonly callbackUri: string;
} {
  return { "@odata.type": "#microsoft.graph.call", callbackUri: context.callbackUrl };
}
