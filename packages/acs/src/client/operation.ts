import type { OperationOptions } from "@azure/core-client";
import type { PipelinePolicy, PipelineResponse } from "@azure/core-rest-pipeline";
import type { VerbContext } from "@trunkline/core";

/** The operation that a request belongs to. */
export type Operation = Pick<VerbContext, "operationId" | "firstSentAt" | "ending" | "providerCallId">;

/** What a request brought, and the provider's id of it. */
export interface Answered<T> {
  readonly value: T;
  /** To be spread into what a verb returns. */
  readonly ids: { requestId?: string };
}

/** Makes a request part of its operation, by the options that methods of the vendor's client take. Its service knows repeats of all of these. */
export function operationOptions(operation: Operation, ids: { requestId?: string }): OperationOptions {
  return {
    abortSignal: operation.ending,
    requestOptions: { customHeaders: { [clientRequestId]: operation.operationId, ...repeatability(operation) } },
    onResponse: (response) => keepRequestId(response, ids),
  };
}

/** The same as a policy, for a pipeline whose only request it is. */
export function operationPolicy(operation: Operation, ids: { requestId?: string }): PipelinePolicy {
  return {
    name: "trunklineOperation",
    async sendRequest(request, next) {
      const { headers } = request;
      request.abortSignal = operation.ending;
      headers.set(clientRequestId, operation.operationId);
      // The client says so of each request whose repeats the service knows, with an id and a time of its own.
      if (headers.has("repeatability-request-id"))
        for (const [name, value] of Object.entries(repeatability(operation))) headers.set(name, value);
      const response = await next(request);
      keepRequestId(response, ids);
      return response;
    },
  };
}

const clientRequestId = "x-ms-client-request-id";

/** The same id and the same time for every try. */
function repeatability({ operationId, firstSentAt }: Operation) {
  return {
    "Repeatability-Request-ID": operationId,
    "Repeatability-First-Sent": new Date(firstSentAt).toUTCString(),
  };
}

function keepRequestId(response: PipelineResponse, ids: { requestId?: string }): void {
  const requestId = readRequestId(response);
  if (requestId) ids.requestId = requestId;
}

/** The provider's id of a request: the one that its support asks for first. */
export function readRequestId({ headers }: Pick<PipelineResponse, "headers">): string | undefined {
  return ["ms-cv", "x-azure-ref", clientRequestId].map((name) => headers.get(name)).find(Boolean);
}
