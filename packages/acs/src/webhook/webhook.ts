import type { Clock, Inbound, Webhook } from "@trunkline/core";
import { callbackPrincipal, peekToken, type TokenVerifier } from "@trunkline/microsoft";
import { type EventGridOptions, EventGridSecret, offeredSecret } from "./event-grid-secret.js";
import { parse } from "./parse.js";

/** Whose callbacks these are. */
export interface WebhookOptions {
  readonly issuer: string;
  readonly resourceId: string;
  readonly eventGrid: EventGridOptions | undefined;
  readonly verifier: TokenVerifier;
  readonly clock: Clock;
}

/** The inbound half: tokens of the call service, Event Grid by its secret, then the reading. */
export function createWebhook({ issuer, resourceId, eventGrid, verifier, clock }: WebhookOptions): Webhook {
  const secret = new EventGridSecret(eventGrid, clock);
  return {
    claims(head) {
      if (!hasToken(head)) return eventGrid !== undefined && offeredSecret(head, eventGrid.name) !== null;
      const token = peekToken(head.headers.get("authorization"));
      const forUs = token?.audiences.some((audience) => audience.toLowerCase() === resourceId.toLowerCase());
      return token?.issuer === issuer && forUs === true;
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
    warmUp: () => {
      verifier.start();
      return verifier.warmUp();
    },
  };
}

/** If a request has an Authorization header, only the token counts: a secret does not make up for a bad token. */
function hasToken({ headers }: Pick<Inbound, "headers">): boolean {
  return headers.has("authorization");
}
