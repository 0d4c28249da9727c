import { CallingError, type Taken } from "@trunkline/core";

/** An operation that had failed already when Graph answered: no completion follows, so its failure is the answer. */
export function refuseFailed({ status, ...taken }: Taken & { readonly status: string }): Taken {
  if (status !== "failed") return taken;
  throw new CallingError("operation-failed", "Graph took the request and reported at once that the work failed", {
    provider: "graph",
    ...(taken.requestId === undefined ? {} : { requestId: taken.requestId }),
  });
}
