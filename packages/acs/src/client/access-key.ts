import type { KeyCredential } from "@azure/core-auth";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { revealSecret, type Secret } from "@trunkline/microsoft";

/** A key that may have to be fetched, for a client that takes keys by value. */
export interface FetchedKey {
  readonly credential: KeyCredential;
  /** Fetches the key; goes before the policy that signs. */
  readonly policy: PipelinePolicy;
}

/** The client signs with `credential.key` as it reads at that moment, so the policy has only to have it there in time. */
export function createFetchedKey(secret: Secret): FetchedKey {
  let key = "";
  return {
    credential: {
      get key() {
        return key;
      },
    },
    policy: {
      name: "trunklineAccessKey",
      async sendRequest(request, next) {
        key = await revealSecret(secret);
        return next(request);
      },
    },
  };
}
