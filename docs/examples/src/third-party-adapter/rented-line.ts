import { defineAdapter, type Limits, type Observations } from "@trunkline/core";
import { RentedLineClient } from "./client/rented-line-client.js";
import { endReason } from "./errors/end-reason.js";
import { mapError } from "./errors/map-error.js";
import { rentedLineOptions } from "./options/options.js";
import { mostKeys } from "./verbs/send-dtmf.js";
import { createVerbs } from "./verbs/verbs.js";
import { createWebhook } from "./webhook/webhook.js";

/** The adapter for Rented Line, an invented carrier: the model to copy for one of your own. */
export const rentedLine = defineAdapter({
  name: "rented-line",
  options: rentedLineOptions,
  setup(options) {
    const client = new RentedLineClient(options);
    return {
      client,
      verbs: createVerbs(client),
      absent: { keepAlive: "The carrier keeps a call until it ends; it needs no sign of life." },
      limits,
      observations,
      webhook: createWebhook(options),
      mapError,
      endReason,
    };
  },
});

/** The carrier's figures. */
const limits: Limits = {
  answerWithinMs: 30_000,
  redirectTargets: 1,
  ringFirstTargets: 5,
  bridges: true,
  sendDtmfTones: mostKeys,
  tonesLateByMs: 500,
  prompts: 1,
  setUpMs: 120_000,
};

/** What the carrier reports of a call. It has no rosters, and says only whether a call is alive when it is asked. */
const observations: Partial<Observations> = {
  callerGaveUp: true,
  rejectEnded: true,
  redirectOutcome: true,
  ringing: true,
  keysAlways: true,
  releasedEnd: true,
  returns: true,
};
