import type { Tone } from "../words/tone.js";

/**
 * A collection of keys under way. `prompting`: the prompt plays. `listening`: the timer for the next tone runs.
 * All of it is data, so that the instance that takes over a call goes on where the caller was.
 */
export interface CollectRecord {
  readonly operation: string;
  readonly key?: string;
  readonly phase: "prompting" | "listening";
  /** The prompt's own operation, while it plays. */
  readonly promptOperation?: string;
  /** The prompt may never have been heard: its instance died over it. */
  readonly unheard?: boolean;
  readonly tones: string;
  readonly max?: number;
  readonly stopOn: readonly Tone[];
  readonly firstToneMs: number;
  readonly interToneMs: number;
  readonly bargeIn: boolean;
  readonly secret: boolean;
  /** Another instance asked for it, by a command that has the id of the operation: what comes of it is written for that one. */
  readonly forCommand?: true;
}
