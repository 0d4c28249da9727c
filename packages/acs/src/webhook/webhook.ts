import type { Inbound, Webhook } from "@trunkline/core";
import { callbackPrincipal, createTokenVerifier, isTokenFor, type Transport } from "@trunkline/microsoft";
import type { CheckedAcsOptions } from "../options/options.js";
import { EventGridSecret, offeredSecret } from "./event-grid-secret.js";
import { parse } from "./parse.js";

/** The inbound half, with the way to stop its background refresh of keys. */
export interface AcsWebhook extends Webhook {
  stop(): void;
}

/** Callbacks of the call service are signed; Event Grid's carry a secret of the user's. */
export function createWebhook(options: CheckedAcsOptions, transport: Transport): AcsWebhook {
  const { issuer, resourceId, eventGrid, openIdConfigurationUrl, clock } = options;
  const secret = new EventGridSecret(eventGrid, clock);
  const verifier = createTokenVerifier({
    issuers: [issuer],
    audiences: [resourceId],
    named: { issuers: "the option issuer", audiences: "resourceId (ACS_RESOURCE_ID)" },
    keys: { openIdConfigurationUrl },
    transport,
    clock,
  });
  return {
    claims(head) {
      if (!hasToken(head)) return eventGrid !== undefined && offeredSecret(head, eventGrid.name) !== null;
      return isTokenFor(head.headers.get("authorization"), { issuers: [issuer], audience: resourceId });
    },
    verifies: "head",
    async verify(inbound) {
      if (!hasToken(inbound)) {
        await secret.check(inbound);
        return { role: "event-grid" };
      }
      const seeker = inbound.callKey === undefined ? "anyone" : "call";
      return callbackPrincipal(await verifier.verify(inbound.headers.get("authorization"), seeker));
    },
    parse,
    // The sender's documentation asks for 200.
    acknowledge: { status: 200 },
    // Event Grid repeats a 500 after 10 s, and a 503 no sooner than after 30 s, when the caller is gone (documented).
    offersAgainAfter: 500,
    async warmUp() {
      verifier.start();
      await verifier.warmUp();
    },
    stop: verifier.stop,
  };
}

/** If a request has an Authorization header, only the token counts: a secret does not make up for a bad token. */
function hasToken({ headers }: Pick<Inbound, "headers">): boolean {
  return headers.has("authorization");
}
