import { defineAdapter, type Limits, type Observations } from "@trunkline/core";
import { createTransport, endReasonFrom } from "@trunkline/microsoft";
import { createAcsClient } from "./client/acs-client.js";
import { mapError } from "./errors/map-error.js";
import { longestContext } from "./kit/verb-kit.js";
import { acsOptions } from "./options/options.js";
import { acsName } from "./parties/own-parties.js";
import { addParticipantRingMs } from "./verbs/add-participant.js";
import { whyNoMuteSelf, whyNoUnmute } from "./verbs/mute.js";
import { mostTones } from "./verbs/send-dtmf.js";
import { createVerbs } from "./verbs/verbs.js";
import { ringsForMs } from "./webhook/incoming-call.js";
import { createWebhook } from "./webhook/webhook.js";

/**
 * The adapter for Azure Communication Services Call Automation.
 *
 * `acs({ connectionString, resourceId, eventGrid: { secret } })`; every option is described at `AcsOptions`.
 * @throws CallingError `invalid-request` that names the option that is missing or wrong, and the environment variable it is usually kept in.
 */
export const acs = defineAdapter({
  name: acsName,
  options: acsOptions,
  setup(options) {
    const { clock, allowInsecureConnection } = options;
    const transport = createTransport(options);
    const client = createAcsClient(options, transport);
    const webhook = createWebhook(options, transport);
    return {
      client: client.sdk,
      verbs: createVerbs(client),
      absent,
      limits,
      observations,
      webhook,
      mapError: (error, verb) => mapError(error, verb, clock),
      endReason: endReasonFrom,
      refuseCallbackUrl: (url) =>
        url.protocol === "https:" || allowInsecureConnection
          ? undefined
          : `ACS calls back on https only, and ${url.origin} is not; a simulator on this machine needs allowInsecureConnection`,
      async close() {
        webhook.stop();
        await transport.close();
      },
    };
  },
});

const absent = {
  keepAlive: "ACS keeps a call until it ends; it needs no sign of life.",
  unmute: whyNoUnmute,
  muteSelf: whyNoMuteSelf,
  unmuteSelf: whyNoMuteSelf,
};

/** ACS's figures. Source: ACS service limits, and the pages that the constants name. */
const limits: Limits = {
  answerWithinMs: ringsForMs,
  redirectTargets: 1,
  sendDtmfTones: mostTones,
  addParticipantRingMs,
  replacesByMoving: true,
  contextLength: longestContext,
  // 85 s between users, 115 s to a telephone; the longer, because a call is asked about only once it is overdue.
  setUpMs: 115_000,
};

/** What ACS reports of a call: nothing before the bot takes it, nothing after the bot redirects or rejects it. */
const observations: Partial<Observations> = {
  oneToOneRoster: true,
  groupRoster: true,
  inspectedState: true,
};
