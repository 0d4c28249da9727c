import type { AccessToken, KeyCredential, TokenCredential } from "@azure/core-auth";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { Clock } from "@trunkline/core";
import { revealSecret, type Secret } from "@trunkline/microsoft";
import type { Access } from "../options/access.js";

/** What the vendor's client makes its auth policy of, and the policies that go before it. */
export interface ClientCredential {
  readonly credential: TokenCredential | KeyCredential;
  readonly policies: readonly PipelinePolicy[];
}

/** The credential of the options as the vendor's client takes it. */
export function clientCredential({ proof }: Access, clock: Pick<Clock, "now">): ClientCredential {
  if ("credential" in proof) return { credential: withTokenCache(proof.credential, clock), policies: [] };
  return typeof proof.accessKey === "string"
    ? { credential: { key: proof.accessKey.trim() }, policies: [] }
    : fetchedKey(proof.accessKey);
}

/** The client signs with `credential.key` as it is when a request goes out, so a policy that fetches the key before that is enough. */
function fetchedKey(secret: Secret): ClientCredential {
  let key = "";
  return {
    credential: {
      get key() {
        return key;
      },
    },
    policies: [
      {
        name: "trunklineAccessKey",
        async sendRequest(request, next) {
          key = await revealSecret(secret);
          return next(request);
        },
      },
    ],
  };
}

/** How long before its end a token is replaced, ms; as the vendor's own policy does. */
const refreshBeforeMs = 120_000;

/** The client asks for a token for every `CallConnection` that it makes. Not every credential keeps its tokens. */
function withTokenCache(credential: TokenCredential, clock: Pick<Clock, "now">): TokenCredential {
  let kept: AccessToken | null = null;
  let pending: Promise<AccessToken | null> | undefined;
  return {
    async getToken(scopes, options) {
      // A challenge of the service: the token at hand will not do.
      if (options?.claims !== undefined) return credential.getToken(scopes, options);
      if (kept && clock.now() < (kept.refreshAfterTimestamp ?? kept.expiresOnTimestamp - refreshBeforeMs)) return kept;
      pending ??= credential.getToken(scopes).finally(() => {
        pending = undefined;
      });
      kept = await pending;
      return kept;
    },
  };
}
