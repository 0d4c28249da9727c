import {
  CallAutomationClient,
  type CallAutomationClientOptions,
  CallConnection,
  CallMedia,
} from "@azure/communication-call-automation";
import { deserializationPolicy, type OperationOptions, serializationPolicy } from "@azure/core-client";
import { createEmptyPipeline, type Pipeline, type PipelinePolicy } from "@azure/core-rest-pipeline";
import type { Transport } from "@trunkline/microsoft";
import type { CheckedAcsOptions } from "../options/options.js";
import { clientCredential } from "./credential.js";
import { type Answered, type Operation, operationOptions, operationPolicy } from "./operation.js";
import { createPooledHttpClient } from "./pooled-http-client.js";

/** The vendor's client, for the verbs and for users. */
export interface AcsClient {
  /** The client of `calling.adapter.client`. */
  readonly sdk: CallAutomationClient;
  /** Sends a request that begins or decides a call; its method is given `options`. */
  withClient<T>(
    operation: Operation,
    request: (sdk: CallAutomationClient, options: OperationOptions) => Promise<T>,
  ): Promise<Answered<T>>;
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
  };
  const sdk = new CallAutomationClient(endpoint, credential, {
    ...common,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: policies.map((policy) => ({ policy, position: "perCall" })),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity: { communicationUserId: sourceIdentity } }),
  });
  const shared = plainPipeline(policies);

  /** `getCallConnection` and `getCallMedia` build a whole pipeline for each call, and two methods of a call's media take no options. */
  const onCall = async <Part, T>(
    Part: new (...options: ConstructorParameters<typeof CallMedia>) => Part,
    operation: Operation,
    request: (part: Part) => Promise<T>,
  ): Promise<Answered<T>> => {
    const pipeline = shared.clone();
    const ids: Answered<T>["ids"] = {};
    pipeline.addPolicy(operationPolicy(operation, ids));
    const value = await request(new Part(operation.providerCallId, endpoint, credential, { ...common, pipeline }));
    return { value, ids };
  };

  return {
    sdk,
    async withClient(operation, request) {
      const ids = {};
      const value = await request(sdk, operationOptions(operation, ids));
      return { value, ids };
    },
    withConnection: (operation, request) => onCall(CallConnection, operation, request),
    withMedia: (operation, request) => onCall(CallMedia, operation, request),
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
