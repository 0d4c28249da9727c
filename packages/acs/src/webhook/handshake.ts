import { CallingError, type Inbound, type Reply } from "@trunkline/core";
import { textOf, type WireEvent } from "./wire-event.js";

/**
 * Answers the question that Event Grid asks before it sends events in its own schema. It wants 200 and the code back, within 30 s.
 * `undefined`: it asks nothing. Source: Event Grid, webhook event delivery.
 */
export function answerValidation(event: WireEvent): Reply | undefined {
  const code = textOf(event.data.validationCode);
  if (!code) return undefined;
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ validationResponse: code }),
  };
}

/** Answers the `OPTIONS` that comes before CloudEvents: yes, that origin may send here, at any rate. Source: CloudEvents, HTTP web hooks. */
export function answerOptions({ headers }: Pick<Inbound, "headers">): Reply {
  const origin = headers.get("webhook-request-origin");
  if (!origin) throw new CallingError("invalid-request", "the OPTIONS request has no WebHook-Request-Origin");
  return { status: 200, headers: { "WebHook-Allowed-Origin": origin, "WebHook-Allowed-Rate": "*" } };
}
