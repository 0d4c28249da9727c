import type { PipelinePolicy, PipelineResponse } from "@azure/core-rest-pipeline";
import type { VerbContext } from "@trunkline/core";

/** The operation that a request belongs to. */
export type Operation = Pick<VerbContext, "operationId" | "firstSentAt" | "ending" | "providerCallId">;

/** What a request brought, and the provider's id of it. */
export interface Answered<T> {
  readonly value: T;
  /** To be spread into the result of a verb. */
  readonly ids: { requestId?: string };
}

/** Makes the one request of a pipeline part of its operation: with its id, and until it ends. */
export function operationPolicy(
  { operationId, firstSentAt, ending }: Operation,
  ids: { requestId?: string },
): PipelinePolicy {
  return {
    name: "trunklineOperation",
    async sendRequest(request, next) {
      const { headers } = request;
      request.abortSignal = ending;
      headers.set(clientRequestId, operationId);
      // The client gives each repeatable request a new id and time. All our attempts have the same ones.
      if (headers.has("Repeatability-Request-ID")) {
        headers.set("Repeatability-Request-ID", operationId);
        headers.set("Repeatability-First-Sent", new Date(firstSentAt).toUTCString());
      }
      const response = await next(request);
      const requestId = readRequestId(response);
      if (requestId) ids.requestId = requestId;
      return response;
    },
  };
}

const clientRequestId = "x-ms-client-request-id";

/** The provider's id of a request: the one that its support asks for first. */
export function readRequestId({ headers }: Pick<PipelineResponse, "headers">): string | undefined {
  return ["ms-cv", "x-azure-ref", clientRequestId].map((name) => headers.get(name)).find(Boolean);
}
