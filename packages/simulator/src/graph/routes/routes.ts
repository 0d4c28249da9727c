import type { GraphRoute } from "../api/graph-route.js";
import { answer } from "./answer.js";
import { cancelMediaProcessing } from "./cancel-media-processing.js";
import { createCall } from "./create-call.js";
import { deleteCall } from "./delete-call.js";
import { getCall } from "./get-call.js";
import { getOperation } from "./get-operation.js";
import { getParticipant } from "./get-participant.js";
import { keepAlive } from "./keep-alive.js";
import { listParticipants } from "./list-participants.js";
import { playPrompt } from "./play-prompt.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { sendDtmfTones } from "./send-dtmf-tones.js";
import { subscribeToTone } from "./subscribe-to-tone.js";
import { transfer } from "./transfer.js";

/** What this Graph does, one file an operation. */
export const routes: readonly GraphRoute[] = [
  createCall,
  getCall,
  deleteCall,
  answer,
  reject,
  redirect,
  transfer,
  keepAlive,
  playPrompt,
  cancelMediaProcessing,
  subscribeToTone,
  sendDtmfTones,
  listParticipants,
  getParticipant,
  getOperation,
];
