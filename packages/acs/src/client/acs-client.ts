import { CallAutomationClient } from "@azure/communication-call-automation";
import type { KeyCredential, TokenCredential } from "@azure/core-auth";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { Transport } from "@trunkline/microsoft";
import type { Access } from "../options/access.js";
import type { CheckedAcsOptions } from "../options/options.js";
import { createFetchedKey } from "./access-key.js";
import { createOperationScope, type OperationScope } from "./operation-scope.js";
import { createPooledHttpClient } from "./pooled-http-client.js";

/** The vendor's client as the verbs use it. */
export interface AcsClient {
  readonly sdk: CallAutomationClient;
  /** Every request of a verb goes through here, so that it carries the operation's id, time and signal. */
  readonly send: OperationScope["run"];
  /** The part of create, answer and join that text and SSML prompts need later. */
  readonly intelligence: { readonly callIntelligenceOptions?: { readonly cognitiveServicesEndpoint: string } };
}

/** Makes the vendor's client: on pooled connections, and without retries of its own, which are core's. */
export function createAcsClient(options: CheckedAcsOptions, transport: Transport): AcsClient {
  const scope = createOperationScope();
  const { credential, policies } = prove(options.access.proof);
  const { cognitiveServicesEndpoint, sourceIdentity } = options;
  return {
    sdk: new CallAutomationClient(options.access.endpoint, credential, {
      allowInsecureConnection: options.allowInsecureConnection,
      httpClient: createPooledHttpClient(transport),
      retryOptions: { maxRetries: 0 },
      additionalPolicies: [scope.policy, ...policies].map((policy) => ({ policy, position: "perCall" })),
      ...(sourceIdentity === undefined ? {} : { sourceIdentity: { communicationUserId: sourceIdentity } }),
    }),
    send: scope.run,
    intelligence: cognitiveServicesEndpoint ? { callIntelligenceOptions: { cognitiveServicesEndpoint } } : {},
  };
}

function prove(proof: Access["proof"]): {
  readonly credential: TokenCredential | KeyCredential;
  readonly policies: readonly PipelinePolicy[];
} {
  if ("credential" in proof) return { credential: proof.credential, policies: [] };
  const { credential, policy } = createFetchedKey(proof.accessKey);
  return { credential, policies: [policy] };
}
