import type { CallConnectionProperties, CallConnectionStateModel } from "@azure/communication-call-automation";
import type { CallState, VerbAnswer } from "@trunkline/core";
import type { Answered } from "../client/operation.js";

/** What the response to a create, an answer or a join says about the call. */
export function readOpened({
  value,
  ids,
}: Answered<{ readonly callConnectionProperties: CallConnectionProperties }>): VerbAnswer {
  const { callConnectionId, callConnectionState } = value.callConnectionProperties;
  return {
    state: callState(callConnectionState),
    ...ids,
    ...(callConnectionId === undefined ? {} : { providerCallId: callConnectionId }),
  };
}

/**
 * The provider's state of a call in core's words. A transfer under way is a fact beside the state.
 * `unknown`, which answering was seen to return, says no more than that the call is there.
 */
export function callState(state: CallConnectionStateModel | undefined): CallState {
  switch (state) {
    case "connected":
    case "transferring":
    case "transferAccepted":
      return "connected";
    case "disconnecting":
      return "disconnecting";
    case "disconnected":
      return "disconnected";
    default:
      return "connecting";
  }
}
