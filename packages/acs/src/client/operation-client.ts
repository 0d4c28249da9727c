import {
  CallAutomationClient,
  type CallAutomationClientOptions,
  type CallConnection,
  type CallMedia,
} from "@azure/communication-call-automation";
import { deserializationPolicy, serializationPolicy } from "@azure/core-client";
import type { HttpClient, Pipeline, PipelinePolicy, SendRequest } from "@azure/core-rest-pipeline";
import type { VerbContext } from "@trunkline/core";
import { Handover } from "./handover.js";

/** The operation that a request belongs to. */
export type Operation = Pick<VerbContext, "operationId" | "firstSentAt" | "signal" | "providerCallId">;

/** What a request brought, and the provider's id of it. */
export interface Answered<T> {
  readonly value: T;
  /** To be spread into what a verb returns. */
  readonly ids: { readonly requestId?: string };
}

/** The parts of the vendor's client; the last two are those of the operation's call. */
export interface ClientParts {
  readonly client: CallAutomationClient;
  readonly connection: CallConnection;
  readonly media: CallMedia;
}

/** Makes one request of the vendor's client as part of an operation of ours. */
export type Send = <T>(operation: Operation, request: (parts: ClientParts) => Promise<T>) => Promise<Answered<T>>;

/** What all operations share. */
export interface OperationClientOptions {
  readonly endpoint: string;
  readonly client: Omit<CallAutomationClientOptions, "additionalPolicies"> & { readonly httpClient: HttpClient };
  /** Proves who we are, the last policy before a request is sent. */
  readonly prove: PipelinePolicy;
}

/** An operation, and what is learned of its request. */
interface Attempt {
  readonly operation: Operation;
  readonly ids: { requestId?: string };
}

/**
 * All operations share one client, one connection and one media of the vendor's, on a pipeline that has nothing but what our requests need:
 * to make one of each anew for every operation, as the vendor's own examples do, takes twice as long as the rest of the client (25 µs).
 */
export function createSend({ endpoint, client, prove }: OperationClientOptions): Send {
  const handover = new Handover<Attempt>();
  const policies = [deserializationPolicy(), serializationPolicy(), stamp(handover), prove];
  const options: CallAutomationClientOptions & { readonly pipeline: Pipeline } = {
    ...client,
    pipeline: pipelineOf(policies, client.httpClient),
  };
  // The credential is the pipeline's: the client's own would be added to every part of it, and ignored.
  const sdk = new CallAutomationClient(endpoint, { key: "" }, options);
  const connection = sdk.getCallConnection(someCall);
  const parts = { client: sdk, connection, media: connection.getCallMedia() };
  return async (operation, request) => {
    const ids: { requestId?: string } = {};
    const value = await handover.give({ operation, ids }, () => request(parts));
    return { value, ids };
  };
}

/** Stands for the operation's call in the address of a request, until `stamp` puts in which it is. */
const someCall = "the-call-of-the-operation";

/** The provider's ids of a request, the one that its support asks for first. */
const requestIdHeaders = ["ms-cv", "x-azure-ref", "x-ms-client-request-id"];

/**
 * Writes on a request which operation and call it belongs to: the same id and the same time for every repeat. The vendor's client makes up
 * the repeatability headers anew for every call and lets several of its methods take neither headers nor a signal. The repeatability headers
 * go only where the client sends them, that is where the service knows them.
 */
function stamp(handover: Handover<Attempt>): PipelinePolicy {
  return {
    name: "trunklineOperation",
    async sendRequest(request, next) {
      const { operation, ids } = handover.take();
      request.url = request.url.replace(someCall, encodeURIComponent(operation.providerCallId));
      request.abortSignal = operation.signal;
      request.headers.set("x-ms-client-request-id", operation.operationId);
      if (request.headers.has("repeatability-request-id")) {
        request.headers.set("Repeatability-Request-ID", operation.operationId);
        request.headers.set("Repeatability-First-Sent", new Date(operation.firstSentAt).toUTCString());
      }
      const response = await next(request);
      const requestId = requestIdHeaders.map((name) => response.headers.get(name)).find(Boolean);
      if (requestId) ids.requestId = requestId;
      return response;
    },
  };
}

/** A pipeline of just these policies, in this order. The client adds its authentication to every part of itself; ours is there already. */
function pipelineOf(policies: readonly PipelinePolicy[], httpClient: HttpClient): Pipeline {
  const send = policies.reduceRight<SendRequest>(
    (next, policy) => (request) => policy.sendRequest(request, next),
    (request) => httpClient.sendRequest(request),
  );
  const pipeline: Pipeline = {
    addPolicy() {},
    removePolicy: () => [],
    getOrderedPolicies: () => [...policies],
    clone: () => pipeline,
    sendRequest: (_, request) => send(request),
  };
  return pipeline;
}
