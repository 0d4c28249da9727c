import { z } from "zod";
import { looseText } from "./odata.js";
import { identitySetSchema, participantInfoSchema } from "./read-identity.js";

const info = participantInfoSchema.nullish().catch(undefined);

/**
 * Reads a `call`, whole (a response) or in part (a notification). The entity is open: v1.0 carries several members
 * that only beta declares, and most of them may be absent or null. What cannot be read is as good as absent.
 */
export const callSchema = z.object({
  "@odata.type": looseText,
  id: looseText,
  state: looseText,
  direction: looseText,
  tenantId: looseText,
  callChainId: looseText,
  myParticipantId: looseText,
  terminationReason: looseText,
  resultInfo: z.unknown().optional(),
  source: info,
  answeredBy: info,
  targets: z.array(participantInfoSchema.catch({})).nullish().catch(undefined),
  callRoutes: z
    .array(z.looseObject({ original: identitySetSchema.nullish().catch(undefined) }).catch({}))
    .nullish()
    .catch(undefined),
  chatInfo: z.looseObject({}).nullish().catch(undefined),
  meetingInfo: z.looseObject({ "@odata.type": looseText, token: looseText }).nullish().catch(undefined),
  toneInfo: z
    .looseObject({ tone: looseText, sequenceId: z.union([z.number(), z.string()]).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
  incomingContext: z.looseObject({ observedParticipantId: looseText }).nullish().catch(undefined),
  applicationMetadata: z
    .looseObject({ botData: z.looseObject({}).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** What the response to a request says of the call that it opened. */
export const openedSchema = callSchema.pick({ id: true, state: true, myParticipantId: true });

export type ReadCall = z.output<typeof callSchema>;
