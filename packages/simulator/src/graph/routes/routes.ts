import type { GraphRoute } from "../api/route.js";
import { createCall, deleteCall, getCall, keepAlive, transfer } from "./calls.js";
import { answer, redirect, reject } from "./incoming-calls.js";
import { cancelMediaProcessing, playPrompt } from "./media.js";
import { getOperation } from "./operation.js";
import { getParticipant, listParticipants } from "./participants.js";
import { sendDtmfTones, subscribeToTone } from "./tones.js";

/** What this Graph does, a file for each resource. */
export const graphRoutes: readonly GraphRoute[] = [
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
