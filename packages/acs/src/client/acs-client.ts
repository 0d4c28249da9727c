import { CallAutomationClient } from "@azure/communication-call-automation";
import { createCommunicationAuthPolicy } from "@azure/communication-common";
import type { KeyCredential, TokenCredential } from "@azure/core-auth";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { Transport } from "@trunkline/microsoft";
import type { Access } from "../options/access.js";
import type { CheckedAcsOptions } from "../options/options.js";
import { createFetchedKey, createSigning } from "./access-key.js";
import { createSend, type Send } from "./operation-client.js";
import { createPooledHttpClient } from "./pooled-http-client.js";

/** The vendor's client, for the verbs and for users. */
export interface AcsClient {
  /** The whole of it, for whatever the interface does not cover. */
  readonly sdk: CallAutomationClient;
  /** Every request of a verb goes through here, so that it carries the operation's id, time and signal. */
  readonly send: Send;
  /** The part of create, answer and join that text and SSML prompts need later. */
  readonly intelligence: { readonly callIntelligenceOptions?: { readonly cognitiveServicesEndpoint: string } };
}

/** Makes the vendor's client: on pooled connections, and without retries of its own, which are core's. */
export function createAcsClient(options: CheckedAcsOptions, transport: Transport): AcsClient {
  const { endpoint } = options.access;
  const { credential, policies, own } = prove(options.access);
  const { cognitiveServicesEndpoint, sourceIdentity } = options;
  const httpClient = createPooledHttpClient(transport);
  const client = {
    allowInsecureConnection: options.allowInsecureConnection,
    ...(sourceIdentity === undefined ? {} : { sourceIdentity: { communicationUserId: sourceIdentity } }),
  };
  return {
    sdk: new CallAutomationClient(endpoint, credential, {
      ...client,
      httpClient,
      retryOptions: { maxRetries: 0 },
      additionalPolicies: policies.map((policy) => ({ policy, position: "perCall" })),
    }),
    send: createSend({
      endpoint,
      client,
      httpClient,
      prove: own,
    }),
    intelligence: cognitiveServicesEndpoint ? { callIntelligenceOptions: { cognitiveServicesEndpoint } } : {},
  };
}

/** What proves who we are: for the whole client, which adds the policy of its credential itself, and for the operations. */
function prove({ endpoint, proof }: Access): {
  readonly credential: TokenCredential | KeyCredential;
  readonly policies: readonly PipelinePolicy[];
  readonly own: PipelinePolicy;
} {
  if ("credential" in proof) {
    const { credential } = proof;
    return { credential, policies: [], own: createCommunicationAuthPolicy(credential) };
  }
  const { credential, policy } = createFetchedKey(proof.accessKey);
  return { credential, policies: [policy], own: createSigning(proof.accessKey, endpoint) };
}
