import type { Inbound, Parsed, Webhook } from "../adapter/webhook.js";
import { reportError } from "../events/report-error.js";
import type { Inlet } from "./handle-request.js";

/**
 * An incoming call may be sent to another deployment, which then has it from the start. A bot that throws instead of saying
 * where keeps the call: it must not be lost by accident.
 */
export async function sentElsewhere(
  { instance, options, actors }: Inlet,
  webhook: Webhook,
  { url, headers }: Inbound,
  { signals }: Parsed,
): Promise<Response | undefined> {
  const { onIncomingRequest } = options;
  if (!onIncomingRequest || !webhook.followsRedirects) return undefined;
  if (!signals.some(({ kind }) => kind === "incoming")) return undefined;
  try {
    const elsewhere = await onIncomingRequest({ url, headers, closing: actors.intake === "turns-away" });
    return elsewhere ? new Response(null, { status: 302, headers: { location: elsewhere.href } }) : undefined;
  } catch (error) {
    reportError(instance, "handlerThrew", error);
    return undefined;
  }
}
