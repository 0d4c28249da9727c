import type { BotEvent } from "../../engine/events.js";
import type { AcsState } from "../acs-state.js";
import { correlationIdOf, serverCallIdOf } from "../connection.js";
import { eventGridTime } from "../events/cloud-time.js";
import { identifierOf, rawIdOf } from "../wire/identifier.js";
import { eventGridHeaders } from "./event-grid-headers.js";
import { contextOfLeg } from "./incoming-call-context.js";
import { eventGridRetry } from "./retry.js";
import { subscriptionName, TOPIC } from "./subscription.js";

const TYPE = "Microsoft.Communication.IncomingCall";

/** Announces an offered call through Event Grid, in the schema the bot registered for. */
export function announceIncomingCall(state: AcsState, event: Extract<BotEvent, { type: "offered" }>): void {
  const { bot, leg, call, from } = event;
  const { random, clock, postman, credentials } = state.context;
  if (bot.webhookUrl === "") return;
  const id = random.id();
  const time = eventGridTime(clock.now());
  const subject = `/caller/${rawIdOf(from)}/recipient/${rawIdOf(leg.party)}`;
  const data = {
    to: identifierOf(leg.party),
    from: identifierOf(from),
    serverCallId: serverCallIdOf(call.id),
    // A phone shows no name (observed: an empty string).
    callerDisplayName: from.kind === "phone" ? "" : (call.legs[0]?.displayName ?? ""),
    incomingCallContext: contextOfLeg(leg.id, random),
    correlationId: correlationIdOf(leg),
  };
  const isCloudEvent = state.schemas.get(bot.id) === "cloud-events";
  const body = isCloudEvent
    ? { id, source: TOPIC, subject, data, type: TYPE, specversion: "1.0", time }
    : [{ id, topic: TOPIC, subject, data, eventType: TYPE, dataVersion: "1.0", metadataVersion: "1", eventTime: time }];
  postman.send({
    cloud: "acs",
    botId: bot.id,
    callId: call.id,
    // A stream of its own: Event Grid and the call service know nothing of each other.
    stream: `event-grid:${leg.id}`,
    url: bot.webhookUrl,
    title: "IncomingCall",
    tag: "documented",
    retry: eventGridRetry,
    build: async (attempt) => ({
      headers: eventGridHeaders({
        type: "Notification",
        subscription: subscriptionName(bot),
        attempt,
        eventId: id,
        secret: credentials.acs.eventGridSecret,
        contentType: isCloudEvent ? "application/cloudevents+json; charset=utf-8" : "application/json; charset=utf-8",
      }),
      body: JSON.stringify(body),
    }),
  });
}
