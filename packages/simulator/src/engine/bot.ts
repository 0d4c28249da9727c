import type { Party } from "./party.js";

/** A program that is called at one or more addresses on one cloud. */
export interface Bot {
  readonly id: string;
  /** The name of the wire that speaks for it; only events of this bot's legs concern that wire. */
  readonly cloud: string;
  readonly displayName: string;
  /** The first is who the bot is when it calls; a call to any of them is offered to it. */
  readonly addresses: readonly [Party, ...Party[]];
  /** Where its incoming calls are announced. */
  readonly webhookUrl: string;
  /** How long an offered call waits for a decision, in milliseconds; after that it is gone. */
  readonly answerWithinMs: number;
}

export type BotSpec = Omit<Bot, "id" | "displayName"> & { readonly id?: string; readonly displayName?: string };
