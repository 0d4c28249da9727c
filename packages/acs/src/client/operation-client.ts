import { CallAutomationClient, type CallAutomationClientOptions } from "@azure/communication-call-automation";
import type { KeyCredential, TokenCredential } from "@azure/core-auth";
import { deserializationPolicy, serializationPolicy } from "@azure/core-client";
import type {
  HttpClient,
  Pipeline,
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
} from "@azure/core-rest-pipeline";
import type { VerbContext } from "@trunkline/core";

/** The operation that a request belongs to. */
export type Operation = Pick<VerbContext, "operationId" | "firstSentAt" | "signal">;

/** What a request brought, and the provider's id of it. */
export interface Answered<T> {
  readonly value: T;
  /** To be spread into what a verb returns. */
  readonly ids: { readonly requestId?: string };
}

/** Makes requests of the vendor's client as part of an operation of ours. */
export type Send = <T>(
  operation: Operation,
  request: (sdk: CallAutomationClient) => Promise<T>,
) => Promise<Answered<T>>;

/** What all operations share. */
export interface OperationClientOptions {
  readonly endpoint: string;
  readonly credential: TokenCredential | KeyCredential;
  readonly client: Omit<CallAutomationClientOptions, "additionalPolicies">;
  /** What proves who we are, the last policies before a request is sent. */
  readonly prove: readonly PipelinePolicy[];
}

/** The provider's ids of a request, the one that its support asks for first. */
const requestIdHeaders = ["ms-cv", "x-azure-ref", "x-ms-client-request-id"];

/**
 * Every operation has a client of its own, on a pipeline of its own. The vendor's client makes up the repeatability headers anew for every
 * call and lets several of its methods take neither headers nor a signal, so nothing else tells which operation a request belongs to: an
 * `AsyncLocalStorage` would, and would cost every promise of the process (a callback 25 %). The pipeline has nothing but what our requests
 * need; with all that the vendor puts into one (retries, redirects, tracing, logs), anew for every client, a request costs twice as much.
 */
export function createSend({ endpoint, credential, client, prove }: OperationClientOptions): Send {
  const read = deserializationPolicy();
  const write = serializationPolicy();
  return async (operation, request) => {
    const ids: { requestId?: string } = {};
    const pipeline = pipelineOf([read, write, stamp(operation, ids), ...prove]);
    const options: CallAutomationClientOptions & { readonly pipeline: Pipeline } = { ...client, pipeline };
    const value = await request(new CallAutomationClient(endpoint, credential, options));
    return { value, ids };
  };
}

/**
 * Writes on a request which operation it belongs to: the same id and the same time for every repeat. The repeatability headers go only
 * where the client sends them, that is where the service knows them.
 */
function stamp({ operationId, firstSentAt, signal }: Operation, ids: { requestId?: string }): PipelinePolicy {
  return {
    name: "trunklineOperation",
    async sendRequest(request, next) {
      request.headers.set("x-ms-client-request-id", operationId);
      request.abortSignal = signal;
      if (request.headers.has("repeatability-request-id")) {
        request.headers.set("Repeatability-Request-ID", operationId);
        request.headers.set("Repeatability-First-Sent", new Date(firstSentAt).toUTCString());
      }
      const response = await next(request);
      const requestId = requestIdHeaders.map((name) => response.headers.get(name)).find(Boolean);
      if (requestId) ids.requestId = requestId;
      return response;
    },
  };
}

/** A pipeline of just these policies, in this order. The client adds its authentication to every part of itself; ours is there already. */
function pipelineOf(policies: readonly PipelinePolicy[]): Pipeline {
  const pipeline: Pipeline = {
    addPolicy() {},
    removePolicy: () => [],
    getOrderedPolicies: () => [...policies],
    clone: () => pipeline,
    sendRequest(httpClient, request) {
      return pass(policies, 0, httpClient, request);
    },
  };
  return pipeline;
}

function pass(
  policies: readonly PipelinePolicy[],
  at: number,
  httpClient: HttpClient,
  request: PipelineRequest,
): Promise<PipelineResponse> {
  const policy = policies[at];
  if (!policy) return httpClient.sendRequest(request);
  return policy.sendRequest(request, (next) => pass(policies, at + 1, httpClient, next));
}
