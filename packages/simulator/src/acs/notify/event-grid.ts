import type { RetryPolicy } from "../../delivery/delivery.js";
import type { Bot } from "../../engine/party.js";

/** The custom delivery header, and query parameter, in which the secret travels. */
const SECRET_NAME = "eventgrid";

/** Headers of an Event Grid delivery. `attempt` counts from 1; `aeg-delivery-count` from 0 (documented). */
export function eventGridHeaders(facts: {
  readonly type: "Notification" | "SubscriptionValidation";
  readonly subscription: string;
  readonly attempt: number;
  readonly eventId: string;
  readonly secret: string;
  readonly contentType: string;
}): Record<string, string> {
  return {
    "content-type": facts.contentType,
    "aeg-event-type": facts.type,
    "aeg-subscription-name": facts.subscription,
    "aeg-delivery-count": String(facts.attempt - 1),
    "aeg-data-version": "1.0",
    "aeg-metadata-version": "1",
    "aeg-output-event-id": facts.eventId,
    [SECRET_NAME]: facts.secret,
  };
}

/** The resource in topics: Event Grid speaks of resources by their path. */
export const TOPIC =
  "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/simulator/providers/Microsoft.Communication/communicationServices/simulator";

/** Upper case, as Event Grid sends it (documented). */
export function subscriptionName(bot: Pick<Bot, "id">): string {
  return bot.id.toUpperCase().replace(/[^A-Z0-9-]/g, "-");
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Event Grid's schedule (documented; the real one varies each wait a little, this one does not). */
const DELAYS_MS = [
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
];

/** Answers after which Event Grid gives up at once: without a dead-letter store the event is dropped (documented). */
const FINAL = new Set([400, 401, 403, 413]);

/** Answers after which Event Grid waits longer than its schedule says, at the least (documented). */
const LEAST_MS = new Map([
  [404, 5 * MINUTE],
  [408, 2 * MINUTE],
  [503, 30 * SECOND],
]);

export const eventGridRetry: RetryPolicy = {
  delaysMs: DELAYS_MS,
  leastMs: (status) => LEAST_MS.get(status ?? 0) ?? 0,
  withinMs: 24 * HOUR,
  again: (status) => status === undefined || !((status >= 200 && status <= 204) || FINAL.has(status)),
};
