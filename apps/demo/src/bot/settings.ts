import type { JoinTarget, Prompt } from "trunkline";
import type { Answering } from "../protocol.js";

/** What the bot needs to know about its environment. */
export interface BotSettings {
  /** The PIN that callers must enter. */
  readonly pin: string;
  /** The number that the bot calls from. */
  readonly number: `+${number}`;
  /** The person that callers are transferred to, and incoming calls are forwarded to. */
  readonly person: `+${number}`;
  /** The person who is asked before callers are put through. */
  readonly colleague: `+${number}`;
  /** The meeting for conferences that a call for two cannot become; absent: there are none then. */
  readonly meeting: JoinTarget | undefined;
  /** The door's telephone, and the tones that open it; the `w` in them is a pause. */
  readonly door: { readonly number: `+${number}`; readonly code: string };
  /** The address of a prompt. */
  prompt(name: PromptName): Prompt;
  /** How the bot currently handles incoming calls. */
  answering(): Answering;
  /** Shows on the page what the bot does, and the step of the dialog that begins with it. */
  note(callRef: string, what: string, step?: string): void;
}

export type PromptName = keyof typeof promptTexts;

/** The bot's prompts. Each is a file of this name that says this text. */
export const promptTexts = {
  pin: "Welcome to Trunkline. Please key in your pin, then press hash.",
  "wrong-pin": "That pin was not right.",
  menu: "Press one to speak to a person. Two, for the door. Three, a conference. Four, a warm transfer. Nine, to hang up.",
  connecting: "One moment. I am connecting you.",
  unavailable: "No one could take your call.",
  left: "Your colleague has left.",
  asking: "One moment. I am asking a colleague.",
  music: "♪ ♪ ♪",
  "take-it": "A caller would like to speak with you. Press one to take the call.",
  declined: "Sorry. Your colleague has declined.",
  busy: "Sorry. The line is busy.",
  "no-answer": "Sorry. There is no answer.",
  "not-taken": "Sorry. Your call was not taken.",
  opening: "I am calling the door. One moment.",
  opened: "The door is open.",
  closed: "The door did not answer.",
  "not-heard": "Sorry. I did not hear anything.",
  goodbye: "Goodbye.",
  reminder: "Hello. This is a reminder of your appointment tomorrow at nine. Press one to confirm, or two to cancel.",
  confirmed: "Thank you. It is confirmed.",
  canceled: "Thank you. It is canceled.",
} as const;
