import {
  CallAutomationClient,
  type CallAutomationClientOptions,
  CallConnection,
  CallMedia,
} from "@azure/communication-call-automation";
import { deserializationPolicy, type ServiceClientOptions, serializationPolicy } from "@azure/core-client";
import { createEmptyPipeline, type Pipeline, type PipelinePolicy } from "@azure/core-rest-pipeline";
import type { Transport } from "@trunkline/microsoft";
import type { CheckedAcsOptions } from "../options/options.js";
import { clientCredential } from "./credential.js";
import { type Answered, type Operation, operationPolicy } from "./operation.js";
import { createPooledHttpClient } from "./pooled-http-client.js";

/** The vendor's client, for the verbs and for users. */
export interface AcsClient {
  /** The client of `calling.adapter.client`. */
  readonly sdk: CallAutomationClient;
  /** Sends a request that begins or decides a call. */
  withClient<T>(operation: Operation, request: (sdk: CallAutomationClient) => Promise<T>): Promise<Answered<T>>;
  /** Sends a request about the operation's call. */
  withConnection<T>(operation: Operation, request: (connection: CallConnection) => Promise<T>): Promise<Answered<T>>;
  /** Sends a request about the media of the operation's call. */
  withMedia<T>(operation: Operation, request: (media: CallMedia) => Promise<T>): Promise<Answered<T>>;
  /** The part of create, answer and join that text and SSML prompts need later. */
  readonly intelligence: { readonly callIntelligenceOptions?: { readonly cognitiveServicesEndpoint: string } };
}

/** Makes the vendor's client: on pooled connections, and without retries of its own, which are core's. */
export function createAcsClient(options: CheckedAcsOptions, transport: Transport): AcsClient {
  const { access, allowInsecureConnection, cognitiveServicesEndpoint, sourceIdentity } = options;
  const { endpoint } = access;
  const { credential, policies } = clientCredential(access, options.clock);
  const common: CallAutomationClientOptions = {
    allowInsecureConnection,
    httpClient: createPooledHttpClient(transport),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity: { communicationUserId: sourceIdentity } }),
  };
  const shared = plainPipeline(policies);

  /** One request, by a part of the client that is made for it: its pipeline has the operation as a policy. */
  const send = async <Part, T>(
    operation: Operation,
    create: (options: ServiceClientOptions) => Part,
    request: (part: Part) => Promise<T>,
  ): Promise<Answered<T>> => {
    const pipeline = shared.clone();
    const ids: Answered<T>["ids"] = {};
    pipeline.addPolicy(operationPolicy(operation, ids));
    const value = await request(create({ pipeline, ...common }));
    return { value, ids };
  };

  return {
    sdk: new CallAutomationClient(endpoint, credential, {
      ...common,
      retryOptions: { maxRetries: 0 },
      additionalPolicies: policies.map((policy) => ({ policy, position: "perCall" })),
    }),
    withClient: (operation, request) =>
      send(operation, (own) => new CallAutomationClient(endpoint, credential, own), request),
    withConnection: (operation, request) =>
      send(operation, (own) => new CallConnection(operation.providerCallId, endpoint, credential, own), request),
    withMedia: (operation, request) =>
      send(operation, (own) => new CallMedia(operation.providerCallId, endpoint, credential, own), request),
    intelligence: cognitiveServicesEndpoint ? { callIntelligenceOptions: { cognitiveServicesEndpoint } } : {},
  };
}

/** What a request of the client needs; the client adds the auth policy. */
function plainPipeline(policies: readonly PipelinePolicy[]): Pipeline {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(serializationPolicy(), { phase: "Serialize" });
  pipeline.addPolicy(deserializationPolicy(), { phase: "Deserialize" });
  for (const policy of policies) pipeline.addPolicy(policy);
  return pipeline;
}
