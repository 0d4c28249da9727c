import { z } from "zod";
import { callbackUriSchema } from "./callback-uri.js";
import { mediaConfigSchema } from "./media-config.js";
import { chatInfoSchema, meetingInfoSchema } from "./meeting.js";
import { callOptionsSchema, modalitiesSchema, participantInfoSchema } from "./schemas.js";

/** The documented `call`, as a bot may write it. The longest ringing (beta) is documented; the shortest is ours. */
export const createCallSchema = z.looseObject({
  callbackUri: callbackUriSchema,
  source: participantInfoSchema.nullish(),
  targets: z.array(participantInfoSchema).nullish(),
  requestedModalities: modalitiesSchema,
  mediaConfig: mediaConfigSchema,
  callOptions: callOptionsSchema,
  chatInfo: chatInfoSchema.nullish(),
  meetingInfo: meetingInfoSchema.nullish(),
  tenantId: z.string().nullish(),
  subject: z.string().nullish(),
  /** It is what it is: the page's examples send it. */
  direction: z.unknown().optional(),
  ringingTimeoutInSeconds: z.number().int().min(1).max(115).nullish(),
});
export type CreateCallBody = z.infer<typeof createCallSchema>;
