import { gunzipSync, gzipSync } from "node:zlib";
import type { BotEvent } from "../../engine/events.js";
import type { Random } from "../../engine/random.js";
import { correlationIdOf, serverCallIdOf } from "../calls/connection.js";
import type { AcsContext } from "../calls/context.js";
import { identifierOf, rawIdOf } from "../wire/identifier.js";
import { eventGridTime } from "./callback.js";
import { eventGridHeaders, eventGridRetry, subscriptionName, TOPIC } from "./event-grid.js";

const TYPE = "Microsoft.Communication.IncomingCall";

/** Announces an offered call through Event Grid, in the schema the bot registered for. */
export function announceIncomingCall(acs: AcsContext, event: Extract<BotEvent, { type: "offered" }>): void {
  const { bot, leg, call, from } = event;
  const { random, clock, postman, credentials } = acs;
  if (bot.webhookUrl === "") return;
  const id = random.id();
  const time = eventGridTime(clock.now());
  const subject = `/caller/${rawIdOf(from)}/recipient/${rawIdOf(leg.party)}`;
  const data = {
    to: identifierOf(leg.party),
    from: identifierOf(from),
    serverCallId: serverCallIdOf(call.id),
    // A phone shows no name (observed: an empty string).
    callerDisplayName: from.kind === "phone" ? "" : (leg.calledBy?.displayName ?? call.legs[0]?.displayName ?? ""),
    incomingCallContext: contextOfLeg(leg.id, random),
    correlationId: correlationIdOf(leg),
  };
  const isCloudEvent = acs.schemas.get(bot.id) === "cloud-events";
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

/** The real one is 8 to 9 KB; noise fills it to that size here, so that limits that are too small are found. */
const FILLER_BYTES = 4700;

/** An incomingCallContext in the real one's form: an unsigned JWT around a compressed record (observed). */
export function contextOfLeg(legId: string, random: Random): string {
  const noise = Buffer.from(Array.from({ length: FILLER_BYTES }, () => Math.floor(random.next() * 256)));
  const cc = gzipSync(JSON.stringify({ legId })).toString("base64");
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part({ cc, shrToken: noise.toString("base64url") })}.`;
}

/** The leg that a context stands for; `undefined` if it is not one of ours. */
export function legOfContext(context: string): string | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(context.split(".")[1] ?? "", "base64url").toString("utf8"));
    if (typeof payload !== "object" || payload === null || !("cc" in payload)) return undefined;
    const record: unknown = JSON.parse(gunzipSync(Buffer.from(String(payload.cc), "base64")).toString("utf8"));
    if (typeof record !== "object" || record === null || !("legId" in record)) return undefined;
    return String(record.legId);
  } catch {
    return undefined;
  }
}
