import { CallingError } from "../words/calling-error.js";
import type { CallEventName } from "./call-events.js";
import type { EventName } from "./events.js";

const ofCalls: Readonly<Record<CallEventName, true>> = {
  "call-connected": true,
  "call-ended": true,
  "call-changed": true,
  "dtmf-received": true,
  "operation-completed": true,
  "operation-failed": true,
  "participants-changed": true,
  "content-sharing-changed": true,
  "call-recovered": true,
};

const ofCalling: Readonly<Record<EventName, true>> = { incoming: true, ...ofCalls, unrecognized: true, error: true };

/** A handler of an event that does not exist would wait for ever. @throws CallingError `invalid-request`. */
export function checkEventName(of: "call" | "calling", type: string): void {
  const names = of === "call" ? ofCalls : ofCalling;
  if (type === "*" || Object.hasOwn(names, type)) return;
  throw new CallingError("invalid-request", `${of}.on: there is no event "${type}"`, {
    hint: `Events are ${Object.keys(names).join(", ")}, and * for all.`,
  });
}
