import { defineAdapter, type Limits, type Observations } from "@trunkline/core";
import { MyLineClient } from "./client.js";
import { endReason, mapError } from "./errors.js";
import { myLineOptions } from "./options.js";
import { answer } from "./verbs/answer.js";
import { create } from "./verbs/create.js";
import { hangUp } from "./verbs/hang-up.js";
import { inspect } from "./verbs/inspect.js";
import { reject } from "./verbs/reject.js";
import { createWebhook } from "./webhook.js";

/** The adapter for My Line. What is not among its verbs is refused by name, so it can grow verb by verb. */
export const myLine = defineAdapter({
  name: "my-line",
  options: myLineOptions,
  setup(options) {
    const client = new MyLineClient(options);
    return {
      client,
      verbs: {
        create: create(client),
        answer: answer(client),
        reject: reject(client),
        hangUp: hangUp(client),
        inspect: inspect(client),
      },
      limits,
      observations,
      webhook: createWebhook(options),
      mapError,
      endReason,
    };
  },
});

/** The figures of My Line. Write beside each where its documentation says so, and leave out what it does not say. */
const limits: Limits = {
  /** How long a caller waits for the bot's decision. */
  answerWithinMs: 30_000,
  /** How long a call may ring. */
  setUpMs: 90_000,
};

/** What My Line reports of a call. What is not listed here it does not report. */
const observations: Partial<Observations> = {
  ringing: true,
  callerGaveUp: true,
  rejectEnded: true,
};
