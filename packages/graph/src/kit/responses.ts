import { CallingError, type VerbAnswer, type VerbContext } from "@trunkline/core";
import { canonicalId, openedSchema, readState, startedSchema } from "../client/entities.js";
import type { GraphAnswer } from "../client/graph-client.js";
import type { Memo } from "../memo.js";

/** A 2xx without anything to read in it. */
export function accepted(answer: GraphAnswer): VerbAnswer {
  return { requestId: answer.requestId };
}

/**
 * A 2xx with an operation in it. `running` means that exactly one completion follows; `completed`, that none does (documented).
 * A `failed` in the response is left to the caller, who knows what to make of it.
 */
export function acceptedOperation(answer: GraphAnswer): VerbAnswer & { readonly status: string } {
  const operation = startedSchema.safeParse(answer.body).data;
  const status = operation?.status?.toLowerCase() ?? "";
  return {
    requestId: answer.requestId,
    status,
    providerOperationId: operation?.id ? canonicalId(operation.id) : undefined,
    done: status === "completed",
  };
}

/** An operation that had failed already when Graph answered: no completion follows, so its failure is the answer. */
export function refuseFailed({ status, ...taken }: VerbAnswer & { readonly status: string }): VerbAnswer {
  if (status !== "failed") return taken;
  throw new CallingError("operation-failed", "Graph took the request and reported at once that the work failed", {
    provider: "graph",
    ...(taken.requestId === undefined ? {} : { requestId: taken.requestId }),
  });
}

/** What a 201 says about the new call. The memo has the tenant that we requested, because the response has the tenant of our token. */
export function readOpened(answer: GraphAnswer, memo: Memo): VerbAnswer {
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
