import {
  CallAutomationClient,
  type CallAutomationClientOptions,
  type CallConnection,
  type CallMedia,
} from "@azure/communication-call-automation";
import { deserializationPolicy, serializationPolicy } from "@azure/core-client";
import type { HttpClient, Pipeline, PipelinePolicy, SendRequest } from "@azure/core-rest-pipeline";
import { type Attempt, keepRequestId, type Operation, stamp } from "./attempt.js";
import { Handover } from "./handover.js";
import { takeShortcut } from "./shortcut.js";

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
  readonly client: Pick<CallAutomationClientOptions, "allowInsecureConnection" | "sourceIdentity">;
  readonly httpClient: HttpClient;
  /** Proves who we are, the last policy before a request is sent. */
  readonly prove: PipelinePolicy;
}

/**
 * All operations share one client, one connection and one media of the vendor's: made anew for every operation, as its examples do, they
 * cost 20 µs and 10 KB of a request. Their pipeline has nothing but what our requests need, and most requests take the shortcut past it.
 */
export function createSend({ endpoint, client, httpClient, prove }: OperationClientOptions): Send {
  const handover = new Handover<Attempt>();
  const send = chain([prove], (request) => httpClient.sendRequest(request));
  const options: CallAutomationClientOptions & { readonly pipeline: Pipeline } = {
    ...client,
    pipeline: pipelineOf([deserializationPolicy(), serializationPolicy(), adopt(handover)], send),
  };
  // The credential is the pipeline's: the client's own would be added to every part of it, and ignored.
  const sdk = new CallAutomationClient(endpoint, { key: "" }, options);
  const connection = sdk.getCallConnection(someCall);
  const parts = { client: sdk, connection, media: connection.getCallMedia() };
  const { allowInsecureConnection = false } = client;
  for (const part of Object.values(parts)) takeShortcut(part, { endpoint, allowInsecureConnection, handover, send });
  return async (operation, request) => {
    const ids: Attempt["ids"] = {};
    const value = await handover.give({ operation, ids }, () => request(parts));
    return { value, ids };
  };
}

/** Stands for the operation's call in the vendor's objects; requests get the id of that call. */
const someCall = "the-call-of-the-operation";

/** Makes a request of the vendor's client one of the operation, or hands it the answer that is there already. */
function adopt(handover: Handover<Attempt>): PipelinePolicy {
  return {
    name: "trunklineOperation",
    async sendRequest(request, next) {
      const attempt = handover.take();
      const { operation, answer } = attempt;
      if (answer) return { ...answer, request };
      request.url = request.url.replace(someCall, encodeURIComponent(operation.providerCallId));
      stamp(request, operation, request.headers.has("repeatability-request-id"));
      const response = await next(request);
      keepRequestId(response, attempt);
      return response;
    },
  };
}

/** A pipeline of just these policies, in this order. The client adds its authentication to every part of itself; ours is there already. */
function pipelineOf(policies: readonly PipelinePolicy[], send: SendRequest): Pipeline {
  const first = chain(policies, send);
  const pipeline: Pipeline = {
    addPolicy() {},
    removePolicy: () => [],
    getOrderedPolicies: () => [...policies],
    clone: () => pipeline,
    sendRequest: (_, request) => first(request),
  };
  return pipeline;
}

function chain(policies: readonly PipelinePolicy[], send: SendRequest): SendRequest {
  return policies.reduceRight<SendRequest>((next, policy) => (request) => policy.sendRequest(request, next), send);
}
