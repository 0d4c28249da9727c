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
