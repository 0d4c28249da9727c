import type { Taken } from "@trunkline/core";
import type { GraphAnswer } from "../client/graph-api.js";
import { canonicalId } from "../wire/odata.js";
import { startedSchema } from "../wire/read-operation.js";

/** A 2xx without anything to read in it. */
export function accepted(answer: GraphAnswer): Taken {
  return { requestId: answer.requestId };
}

/**
 * A 2xx with an operation in it. `running` means that exactly one completion follows; `completed`, that none does (documented).
 * A `failed` in the response is left to the caller, who knows what to make of it.
 */
export function acceptedOperation(answer: GraphAnswer): Taken & { readonly status: string } {
  const operation = startedSchema.safeParse(answer.body).data;
  const status = operation?.status?.toLowerCase() ?? "";
  return {
    requestId: answer.requestId,
    status,
    providerOperationId: operation?.id ? canonicalId(operation.id) : undefined,
    done: status === "completed",
  };
}
