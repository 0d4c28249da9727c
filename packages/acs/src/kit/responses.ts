import type { CallConnectionProperties, CallConnectionStateModel } from "@azure/communication-call-automation";
import { isCommunicationUserIdentifier } from "@azure/communication-common";
import type { CallState, VerbAnswer } from "@trunkline/core";
import type { Answered } from "../client/operation.js";

/**
 * The bot in a roster is a communication user. On a call of the bot's own it is the source; the source of an answered call is the caller
 * (observed), and the bot is the identity that answered, where the answer named one (documented), else the one that was called.
 */
const whoWeAre = {
  source: ({ source }: CallConnectionProperties) => source,
  answerer: ({ answeredby, targetParticipants }: CallConnectionProperties) => answeredby ?? targetParticipants?.[0],
};

/** What the response to a create, an answer or a join says about the call. */
export function readOpened(
  { value, ids }: Answered<{ readonly callConnectionProperties: CallConnectionProperties }>,
  self: keyof typeof whoWeAre,
): VerbAnswer {
  const { callConnectionId, callConnectionState } = value.callConnectionProperties;
  const own = whoWeAre[self](value.callConnectionProperties);
  return {
    state: callState(callConnectionState),
    ...ids,
    ...(own && isCommunicationUserIdentifier(own) ? { participantId: own.communicationUserId } : {}),
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
