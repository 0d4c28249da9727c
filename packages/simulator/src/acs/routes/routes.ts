import type { AcsRoute } from "../api/route.js";
import { connectCall, createCall, getCall, hangUpCall, terminateCall, transferToParticipant } from "./calls.js";
import { answerCall, redirectCall, rejectCall } from "./incoming-calls.js";
import { cancelAllMediaOperations, play } from "./media.js";
import { getParticipant, getParticipants } from "./participants.js";
import { sendDtmfTones, startContinuousDtmf, stopContinuousDtmf } from "./tones.js";

/** Every operation that is served, a file for each resource. */
export const acsRoutes: readonly AcsRoute[] = [
  createCall,
  answerCall,
  redirectCall,
  rejectCall,
  connectCall,
  getCall,
  hangUpCall,
  terminateCall,
  transferToParticipant,
  getParticipants,
  getParticipant,
  play,
  cancelAllMediaOperations,
  startContinuousDtmf,
  stopContinuousDtmf,
  sendDtmfTones,
];
