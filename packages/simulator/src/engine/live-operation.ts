import type { CancelTimer } from "./clock.js";
import type { PlayRequest, RunningMedia, SendTonesRequest } from "./media.js";
import type { Prompt } from "./prompt.js";

/** What is sounding now, of a play operation that runs. */
export interface Playing {
  readonly prompt: Prompt;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** A media operation while it waits or runs. Prompts wait for prompts, tones for tones. */
export type LiveOperation = {
  state: RunningMedia["state"];
  /** What stops the step under way. */
  cancelStep?: CancelTimer;
  playing?: Playing;
} & (
  | { readonly kind: "play"; readonly request: PlayRequest }
  | { readonly kind: "send-tones"; readonly request: SendTonesRequest }
);
