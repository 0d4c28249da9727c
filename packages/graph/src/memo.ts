import type { Json } from "@trunkline/core";
import { z } from "zod";

const memoSchema = z.object({
  /** The tenant that the call belongs to, which every request about it needs a token of. */
  tenantId: z.string().optional(),
  /** A group call or a meeting. */
  group: z.boolean().optional(),
  /** The bot's own process handles the media: no prompts and no tones. */
  appHosted: z.boolean().optional(),
  /** Which participant of an incoming call the bot will be. Core has it from the answer on. */
  participantId: z.string().optional(),
});

/** What we have core keep of a call. */
export type Memo = z.output<typeof memoSchema>;

/** Reads what core kept; nothing, before the first verb of a call. */
export function readMemo(memo: Json): Memo {
  return memoSchema.safeParse(memo).data ?? {};
}
