import { AsyncLocalStorage } from "node:async_hooks";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { VerbContext } from "@trunkline/core";

/** The operation that a request belongs to. */
export type Operation = Pick<VerbContext, "operationId" | "firstSentAt" | "signal">;

/** What a request brought, and the provider's id of it. */
export interface Answered<T> {
  readonly value: T;
  /** To be spread into what a verb returns. */
  readonly ids: { readonly requestId?: string };
}

/** Ties requests of the client to operations of ours. */
export interface OperationScope {
  /** Runs requests of the client as part of an operation. */
  run<T>(operation: Operation, request: () => Promise<T>): Promise<Answered<T>>;
  /** For the client's pipeline, once a call. */
  readonly policy: PipelinePolicy;
}

/** The provider's ids of a request, the one that its support asks for first. */
const requestIdHeaders = ["ms-cv", "x-azure-ref", "x-ms-client-request-id"];

/** What the request being made belongs to. One for the process: each that was ever used costs every promise made from then on. */
const current = new AsyncLocalStorage<{ readonly operation: Operation; requestId?: string }>();

/**
 * The client makes up the repeatability headers anew for every call and lets several of its methods take neither headers nor a signal.
 * So the operation travels beside the request, and a policy writes it down: the same id and the same time for every repeat.
 * The headers go only where the client sends them, that is where the service knows them. Requests outside a scope are left alone.
 */
export function createOperationScope(): OperationScope {
  return {
    async run(operation, request) {
      const scope: { readonly operation: Operation; requestId?: string } = { operation };
      const value = await current.run(scope, request);
      return { value, ids: scope.requestId === undefined ? {} : { requestId: scope.requestId } };
    },
    policy: {
      name: "trunklineOperation",
      async sendRequest(request, next) {
        const scope = current.getStore();
        if (!scope) return next(request);
        const { operationId, firstSentAt, signal } = scope.operation;
        request.headers.set("x-ms-client-request-id", operationId);
        request.abortSignal = signal;
        if (request.headers.has("repeatability-request-id")) {
          request.headers.set("Repeatability-Request-ID", operationId);
          request.headers.set("Repeatability-First-Sent", new Date(firstSentAt).toUTCString());
        }
        const response = await next(request);
        const requestId = requestIdHeaders.map((name) => response.headers.get(name)).find(Boolean);
        if (requestId) scope.requestId = requestId;
        return response;
      },
    },
  };
}
