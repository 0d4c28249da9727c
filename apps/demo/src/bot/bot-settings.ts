import type { Prompt } from "trunkline";
import type { Answering } from "../protocol.js";
import type { PromptName } from "./prompt-name.js";

/** What the bot needs to know of the world it runs in. */
export interface BotSettings {
  /** The PIN that callers have to key in. */
  readonly pin: string;
  /** The number that the bot calls from. */
  readonly number: `+${number}`;
  /** Whom callers are transferred to, and incoming calls forwarded to. */
  readonly person: `+${number}`;
  /** The telephone of the door, and the tones that open it: it wants a pause in between. */
  readonly door: { readonly number: `+${number}`; readonly code: string };
  /** Where a prompt can be fetched. */
  prompt(name: PromptName): Prompt;
  /** How incoming calls are dealt with just now. */
  answering(): Answering;
  /** Tells of a step, for whoever watches. */
  note(callRef: string, what: string): void;
}
