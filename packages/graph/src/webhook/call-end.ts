import type { StateSignal } from "@trunkline/core";
import { parseResultInfo } from "@trunkline/microsoft";
import { identityToParty } from "../parties/identity-to-party.js";
import type { ReadCall } from "../wire/read-call.js";
import { type Notification, signalBase } from "./notification.js";

/** The call is over. A redirected call's end may say who took it, at times encrypted. */
export function readEnd(notification: Notification, call: ReadCall): StateSignal {
  const result = parseResultInfo(call.resultInfo, call.terminationReason);
  const answeredBy = call.answeredBy?.identity;
  return {
    ...signalBase(notification),
    kind: "state",
    id: "ended",
    state: "disconnected",
    ...(result ? { result } : {}),
    ...(answeredBy ? { answeredBy: identityToParty(answeredBy, notification.numbers) } : {}),
  };
}
