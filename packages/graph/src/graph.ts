import { defineAdapter } from "@trunkline/core";
import { createTransport, endReasonFrom } from "@trunkline/microsoft";
import { createGraphApi } from "./client/graph-api.js";
import { createGraphClient } from "./client/graph-client.js";
import { mapError } from "./errors/map-error.js";
import { limits } from "./limits.js";
import { narrow } from "./narrow.js";
import { observations } from "./observations.js";
import { graphOptions } from "./options.js";
import { refuseCallbackUrl } from "./refuse-callback-url.js";
import { createVerbKit } from "./verb-kit.js";
import { createVerbs } from "./verbs/verbs.js";
import { createWebhook } from "./webhook/webhook.js";

/**
 * The adapter for Microsoft Graph cloud communications (Teams): `createCalling({ adapter: graph({ appId, clientSecret, tenantId }) })`.
 * Its `client` is Microsoft's own, with this bot's tokens and connections, for everything that the interface does not cover.
 * @throws CallingError `invalid-request` that names the option, and the environment variable it usually comes from.
 */
export const graph = defineAdapter({
  name: "graph",
  options: graphOptions,
  setup(options) {
    const transport = createTransport({
      clock: options.clock,
      requestTimeoutMs: options.requestTimeoutMs,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    const client = createGraphClient(options, transport);
    const webhook = createWebhook(options, transport);
    return {
      client,
      verbs: createVerbs(createVerbKit(createGraphApi(client, options.clock), options)),
      absent: options.cloud.missingActions.includes("sendDtmfTones")
        ? { sendDtmf: `${options.cloud.title} has no sendDtmfTones: only the global cloud sends tones` }
        : {},
      limits,
      observations,
      webhook,
      mapError,
      endReason: endReasonFrom,
      narrow,
      refuseCallbackUrl: (url) => refuseCallbackUrl(url, options),
      async close() {
        webhook.stop();
        await transport.close();
      },
    };
  },
});
