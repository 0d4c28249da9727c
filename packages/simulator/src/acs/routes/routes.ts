import type { AcsRoute } from "../route.js";
import { answerCall } from "./answer-call.js";
import { cancelAllMediaOperations } from "./cancel-all-media-operations.js";
import { connectCall } from "./connect-call.js";
import { createCall } from "./create-call.js";
import { getCall } from "./get-call.js";
import { getParticipant } from "./get-participant.js";
import { getParticipants } from "./get-participants.js";
import { hangUpCall } from "./hang-up-call.js";
import { play } from "./play.js";
import { redirectCall } from "./redirect-call.js";
import { rejectCall } from "./reject-call.js";
import { sendDtmfTones } from "./send-dtmf-tones.js";
import { startContinuousDtmf } from "./start-continuous-dtmf.js";
import { stopContinuousDtmf } from "./stop-continuous-dtmf.js";
import { terminateCall } from "./terminate-call.js";
import { transferToParticipant } from "./transfer-to-participant.js";

/** Every operation that is served, one file each. */
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
