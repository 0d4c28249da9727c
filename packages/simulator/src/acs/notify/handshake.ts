import { z } from "zod";
import { jsonBody } from "../../delivery/delivery.js";
import type { Bot } from "../../engine/party.js";
import type { AcsContext } from "../calls/context.js";
import { eventGridTime } from "./callback.js";
import { eventGridHeaders, subscriptionName, TOPIC } from "./event-grid.js";

const ORIGIN = "eventgrid.azure.net";
const validationAnswer = z.object({ validationResponse: z.string() });

/** What Event Grid asks of an endpoint when a subscription is made. Rejects when the bot does not agree. */
export async function validateSubscription(acs: AcsContext, bot: Bot): Promise<void> {
  if (acs.schemas.get(bot.id) === "cloud-events") await askByOptions(acs, bot);
  else await askByValidationEvent(acs, bot);
}

/** EventGrid schema: the code has to come back with 200; 202 is not accepted (documented). */
async function askByValidationEvent(acs: AcsContext, bot: Bot): Promise<void> {
  const { random, clock, postman, credentials } = acs;
  const id = random.id();
  const validationCode = random.id().toUpperCase();
  const data = { validationCode };
  const event = {
    id,
    topic: TOPIC,
    subject: "",
    data,
    eventType: "Microsoft.EventGrid.SubscriptionValidationEvent",
    eventTime: eventGridTime(clock.now()),
    metadataVersion: "1",
    dataVersion: "2",
  };
  const answer = await postman.sendNow({
    cloud: "acs",
    botId: bot.id,
    stream: `event-grid:${bot.id}`,
    url: bot.webhookUrl,
    title: "SubscriptionValidation",
    tag: "documented",
    build: async (attempt) => ({
      headers: eventGridHeaders({
        type: "SubscriptionValidation",
        subscription: subscriptionName(bot),
        attempt,
        eventId: id,
        secret: credentials.acs.eventGridSecret,
        contentType: "application/json; charset=utf-8",
      }),
      body: JSON.stringify([event]),
    }),
  });
  const parsed = validationAnswer.safeParse(jsonBody(answer));
  if (answer?.status !== 200 || !parsed.success || parsed.data.validationResponse !== validationCode) {
    throw new Error(
      `${bot.webhookUrl} did not pass Event Grid's validation: it answered ${answer?.status ?? "nothing"} and not 200 with {"validationResponse":"<the code>"}.`,
    );
  }
}

/** CloudEvents schema: OPTIONS, and the origin has to be allowed. */
async function askByOptions(acs: AcsContext, bot: Bot): Promise<void> {
  const answer = await acs.postman.sendNow({
    cloud: "acs",
    botId: bot.id,
    stream: `event-grid:${bot.id}`,
    url: bot.webhookUrl,
    method: "OPTIONS",
    title: "CloudEvents handshake",
    tag: "documented",
    build: async () => ({ headers: { "webhook-request-origin": ORIGIN, "webhook-request-rate": "120" } }),
  });
  const allowed = answer?.headers["webhook-allowed-origin"];
  if (answer === undefined || answer.status > 299 || (allowed !== ORIGIN && allowed !== "*")) {
    throw new Error(
      `${bot.webhookUrl} did not pass the CloudEvents handshake: it answered ${answer?.status ?? "nothing"} with WebHook-Allowed-Origin ${allowed ?? "absent"}; it must allow ${ORIGIN}.`,
    );
  }
}
