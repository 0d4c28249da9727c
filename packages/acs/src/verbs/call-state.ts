import type { CallConnectionStateModel } from "@azure/communication-call-automation";
import type { CallState } from "@trunkline/core";

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
