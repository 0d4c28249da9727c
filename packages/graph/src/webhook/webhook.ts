import type { Webhook } from "@trunkline/core";
import { callbackPrincipal, createTokenVerifier, isTokenFor, type Transport } from "@trunkline/microsoft";
import { readMemo } from "../memo.js";
import type { CheckedGraphOptions } from "../options/options.js";
import { indexNumbers } from "../parties/own-parties.js";
import { refuseTenant } from "./notification.js";
import { parse } from "./parse.js";

/** The inbound half, with the way to stop its background refresh of keys. */
export interface GraphWebhook extends Webhook {
  stop(): void;
}

/** Callbacks are signed by the calling service, not by Entra: for this application, in the name of a tenant. */
export function createWebhook(options: CheckedGraphOptions, transport: Transport): GraphWebhook {
  const settings = { numbers: indexNumbers(options.numbers), defaultTenant: options.tenantId };
  const verifier = createTokenVerifier({
    issuers: options.issuers,
    audiences: [options.appId],
    tenants: options.tenants ?? "required",
    named: { issuers: "the option issuers", audiences: "appId (GRAPH_APP_ID)", tenants: "the option tenants" },
    keys: { openIdConfigurationUrl: options.openIdConfigurationUrl },
    transport,
    clock: options.clock,
  });
  return {
    claims: ({ headers }) =>
      isTokenFor(headers.get("authorization"), { issuers: options.issuers, audience: options.appId }),
    verifies: "head",
    // Documented for calls alone: https://learn.microsoft.com/microsoftteams/platform/bots/calls-and-meetings/call-notifications
    followsRedirects: true,
    async verify({ headers, callKey }) {
      const seeker = callKey === undefined ? "anyone" : "call";
      return callbackPrincipal(await verifier.verify(headers.get("authorization"), seeker));
    },
    parse: (inbound, principal) => parse(inbound, principal, settings),
    refuseSender: ({ tenantId }, memo) => refuseTenant(readMemo(memo).tenantId, tenantId),
    async warmUp() {
      verifier.start();
      await verifier.warmUp();
    },
    stop: verifier.stop,
  };
}
