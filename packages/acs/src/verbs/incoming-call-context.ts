import type { Refusal, VerbCall } from "@trunkline/core";
import { readMemo } from "../memo/memo.js";
import { checked } from "./checked.js";

/** Why an incoming call cannot be decided: we do not have its ticket. */
export function refuseWithoutContext(call: VerbCall): Refusal | undefined {
  if (readMemo(call.memo).incomingCallContext !== undefined) return undefined;
  return {
    code: "invalid-request",
    message: "this call has no incomingCallContext",
    hint: "Only a call that came in by an IncomingCall event, and was not answered yet, can be decided.",
  };
}

/** The ticket of an incoming call. @throws CallingError `invalid-request`; `refuseWithoutContext` says so earlier. */
export function incomingCallContext(call: VerbCall): string {
  return checked(readMemo(call.memo).incomingCallContext, "this call has no incomingCallContext");
}
