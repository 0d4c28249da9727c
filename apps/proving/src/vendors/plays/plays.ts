import { type Play, type PlayData, readPlays } from "../play.js";
import { azOpenAiVoice } from "./az-openai-voice.js";
import { callRecording } from "./call-recording.js";
import { connectRooms } from "./connect-rooms.js";
import { liveTranscription } from "./live-transcription.js";
import { lobbyCall } from "./lobby-call.js";
import { multipleDialOut } from "./multiple-dial-out.js";
import { openAi } from "./open-ai.js";
import { outboundCalling } from "./outbound-calling.js";

/** The plays of the vendor's samples. */
export const ourPlays: readonly Play[] = readPlays([
  outboundCalling,
  callRecording,
  azOpenAiVoice,
  connectRooms,
  liveTranscription,
  lobbyCall,
  multipleDialOut,
  openAi,
] satisfies readonly PlayData[]);
