import { setTimeout as pause } from "node:timers/promises";
import { type Adapter, CallingError, type CallingEvent } from "@trunkline/core";
import type { Failpoints } from "./failpoints.js";
import type { Journal } from "./journal.js";
import type { Step } from "./settings.js";

/** How long a handler runs, ms. */
const runsMs = 30;

/** Handles every event: journals its start and its end, with failpoints at both and in between. */
export async function handleEvent(
  event: CallingEvent<"*", Adapter, Step>,
  failpoints: Failpoints,
  journal: Journal,
): Promise<void> {
  if (event.type === "error") return journal.write({ kind: "error", message: describe(event.error) });
  const call = callOf(event);
  const { type, id, attempt } = event;
  const written = { type, id, attempt, ...(call === undefined ? {} : { call }) };
  const site = `handler ${type}`;
  const n = failpoints.count(site);
  failpoints.at(site, n, "start");
  journal.write({ kind: "delivered", ...written, details: detailsOf(event) });
  await pause(runsMs / 2);
  failpoints.at(site, n, "middle");
  await pause(runsMs / 2);
  journal.write({ kind: "handled", ...written });
  failpoints.at(site, n, "end");
}

function callOf(event: CallingEvent<"*", Adapter, Step>): string | undefined {
  if ("call" in event) return event.call.id;
  // The ref of a call ends in its key.
  return "ref" in event ? event.ref.split(":").at(-1) : undefined;
}

function detailsOf(event: CallingEvent<"*", Adapter, Step>): Record<string, unknown> {
  switch (event.type) {
    case "dtmf-received":
      return { tone: event.tone };
    case "call-ended":
      return { reason: event.reason.kind };
    case "call-recovered":
      return { data: event.data, state: event.state };
    case "operation-completed":
      return { verb: event.verb };
    case "operation-failed":
      return { verb: event.verb, error: event.error.code };
    case "call-changed":
      return { state: event.state };
    default:
      return {};
  }
}

function describe(error: unknown): string {
  if (CallingError.is(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
