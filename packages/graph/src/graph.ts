import { defineAdapter, type Limits, type Observations, type VerbName } from "@trunkline/core";
import { createTransport, endReasonFrom } from "@trunkline/microsoft";
import { createGraphApi, createGraphClient } from "./client/graph-client.js";
import { mapError } from "./errors/map-error.js";
import { createVerbKit } from "./kit/verb-kit.js";
import { type CheckedGraphOptions, graphOptions, isLoopback } from "./options/options.js";
import { whyNoCancel } from "./verbs/add-participant.js";
import { mostHolds } from "./verbs/hold.js";
import { whyNoUnmute } from "./verbs/mute.js";
import { mostPrompts } from "./verbs/play.js";
import { createVerbs, narrow } from "./verbs/verbs.js";
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
    const transport = createTransport(options);
    const client = createGraphClient(options, transport);
    const webhook = createWebhook(options, transport);
    return {
      client,
      verbs: createVerbs(createVerbKit(createGraphApi(client, options.clock), options)),
      absent: absentIn(options),
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

/** Why verbs are missing: everywhere, or in this cloud. */
function absentIn({ cloud }: CheckedGraphOptions): Readonly<Partial<Record<VerbName, string>>> {
  const everywhere = { unmute: whyNoUnmute, cancelAddParticipant: whyNoCancel };
  if (!cloud.missingActions.includes("sendDtmfTones")) return everywhere;
  return {
    ...everywhere,
    sendDtmf: `${cloud.title} has no sendDtmfTones: only the global cloud sends tones`,
  };
}

/** Graph calls back over https only (documented). A simulator, which is on this machine or allowed by name, may call http. */
function refuseCallbackUrl(url: URL, options: CheckedGraphOptions): string | undefined {
  if (url.protocol === "https:") return undefined;
  if (url.protocol === "http:" && (isLoopback(options.baseUrl) || options.allowInsecureConnection)) return undefined;
  return `Graph calls back over https only, and ${url.origin} is not`;
}

/** The documented figures. How many tones one request takes is not documented. */
const limits: Limits = {
  answerWithinMs: 15_000,
  redirectTargets: 25,
  redirectRingMs: { min: 15_000, max: 90_000 },
  groupTargets: { min: 2, max: 5 },
  sendDtmfGap: true,
  prompts: mostPrompts,
  holds: mostHolds,
  contextLength: 256,
  // Recommended; the call is given up after 45 minutes without.
  keepAliveEveryMs: 15 * 60_000,
  // The longest ringing time that beta lets one set is 115 s.
  setUpMs: 120_000,
};

/** What Graph reports of a call. One-to-one calls have notifications of their state only (documented). */
const observations: Observations = {
  callerGaveUp: true,
  rejectEnded: true,
  redirectOutcome: true,
  // In the pages and in beta; whether v1.0 ever sends it is not known.
  ringing: false,
  oneToOneRoster: false,
  groupRoster: true,
  contentSharing: true,
  inspectedState: true,
  keysAlways: false,
  releasedEnd: false,
  returns: false,
};
