import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import type { VerbContext } from "@trunkline/core";

/** The operation that a request belongs to. */
export type Operation = Pick<VerbContext, "operationId" | "firstSentAt" | "ending" | "providerCallId">;

/** One request of an operation, and what is learned of it. */
export interface Attempt {
  readonly operation: Operation;
  readonly ids: { requestId?: string };
  /** What was answered already, where it is only to be read. */
  readonly answer?: PipelineResponse;
}

/**
 * Writes on a request which operation it belongs to: the same id and the same time for every repeat. The vendor's client makes up the
 * repeatability headers anew for every call and lets several of its methods take neither headers nor a signal.
 * @param repeatable - Whether the service knows repeats of this request.
 */
export function stamp(request: PipelineRequest, operation: Operation, repeatable: boolean): void {
  const { headers } = request;
  request.abortSignal = operation.ending;
  headers.set("x-ms-client-request-id", operation.operationId);
  if (!repeatable) return;
  headers.set("Repeatability-Request-ID", operation.operationId);
  headers.set("Repeatability-First-Sent", new Date(operation.firstSentAt).toUTCString());
}

/** The provider's ids of a request, the one that its support asks for first. */
const requestIdHeaders = ["ms-cv", "x-azure-ref", "x-ms-client-request-id"];

/** Keeps the provider's id of a request. */
export function keepRequestId({ headers }: PipelineResponse, { ids }: Attempt): void {
  const requestId = requestIdHeaders.map((name) => headers.get(name)).find(Boolean);
  if (requestId) ids.requestId = requestId;
}
