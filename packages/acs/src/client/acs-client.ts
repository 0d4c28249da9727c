import { CallAutomationClient } from "@azure/communication-call-automation";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { Transport } from "@trunkline/microsoft";
import type { CheckedAcsOptions } from "../options/options.js";
import { clientCredential } from "./credential.js";
import { createPooledHttpClient } from "./pooled-http-client.js";

/** The vendor's client, for the verbs and for users. */
export interface AcsClient {
  readonly sdk: CallAutomationClient;
  /** Another client like it, whose requests go through one more policy. */
  withPolicy(policy: PipelinePolicy): CallAutomationClient;
  /** The part of create, answer and join that text and SSML prompts need later. */
  readonly intelligence: { readonly callIntelligenceOptions?: { readonly cognitiveServicesEndpoint: string } };
}

/** Makes the vendor's client: on pooled connections, and without retries of its own, which are core's. */
export function createAcsClient(options: CheckedAcsOptions, transport: Transport): AcsClient {
  const { access, allowInsecureConnection, cognitiveServicesEndpoint, sourceIdentity } = options;
  const { credential, policies } = clientCredential(access, options.clock);
  const httpClient = createPooledHttpClient(transport);
  const createClient = (more: readonly PipelinePolicy[]) =>
    new CallAutomationClient(access.endpoint, credential, {
      allowInsecureConnection,
      httpClient,
      retryOptions: { maxRetries: 0 },
      additionalPolicies: [...policies, ...more].map((policy) => ({ policy, position: "perCall" })),
      ...(sourceIdentity === undefined ? {} : { sourceIdentity: { communicationUserId: sourceIdentity } }),
    });
  return {
    sdk: createClient([]),
    withPolicy: (policy) => createClient([policy]),
    intelligence: cognitiveServicesEndpoint ? { callIntelligenceOptions: { cognitiveServicesEndpoint } } : {},
  };
}
