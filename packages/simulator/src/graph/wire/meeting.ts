import { z } from "zod";
import { identitySetSchema } from "./identity.js";

export const chatInfoSchema = z.looseObject({
  threadId: z.string().min(1),
  messageId: z.string().nullish(),
  replyChainMessageId: z.unknown().optional(),
});
export type ChatInfo = z.infer<typeof chatInfoSchema>;

/** `organizerMeetingInfo`, `tokenMeetingInfo` or `joinMeetingIdMeetingInfo`, told apart by what is in it. */
export const meetingInfoSchema = z.looseObject({
  organizer: identitySetSchema.nullish(),
  token: z.string().nullish(),
  joinMeetingId: z.string().nullish(),
  /** Not checked. */
  passcode: z.unknown().optional(),
  /** People talk here whether a host is there or not. */
  allowConversationWithoutHost: z.unknown().optional(),
});
export type MeetingInfo = z.infer<typeof meetingInfoSchema>;
