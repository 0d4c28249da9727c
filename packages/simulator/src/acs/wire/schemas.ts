import { z } from "zod";
import { callbackUriSchema } from "./callback-uri.js";
import { identifierSchema } from "./identifier.js";
import { toneSchema } from "./tone.js";

const phoneNumber = z.looseObject({ value: z.string() });
const operation = { operationContext: z.string().nullish(), operationCallbackUri: callbackUriSchema.nullish() };
const aiOptions = z.looseObject({ cognitiveServicesEndpoint: z.string().nullish() });

/** The request bodies, as the API description has them; members nobody declared are let through, as the service does. */
export const createCallSchema = z.looseObject({
  targets: z.array(identifierSchema).min(1),
  callbackUri: callbackUriSchema,
  sourceCallerIdNumber: phoneNumber.nullish(),
  sourceDisplayName: z.string().nullish(),
  source: z.looseObject({ id: z.string() }).nullish(),
  operationContext: z.string().nullish(),
  callIntelligenceOptions: aiOptions.nullish(),
});
export const answerCallSchema = z.looseObject({
  incomingCallContext: z.string().min(1),
  callbackUri: callbackUriSchema,
  operationContext: z.string().nullish(),
  answeredBy: z.looseObject({ id: z.string() }).nullish(),
  callIntelligenceOptions: aiOptions.nullish(),
});
export const redirectCallSchema = z.looseObject({ incomingCallContext: z.string().min(1), target: identifierSchema });
export const rejectCallSchema = z.looseObject({
  incomingCallContext: z.string().min(1),
  callRejectReason: z.enum(["none", "busy", "forbidden"]).nullish(),
});
export const connectSchema = z.looseObject({
  callLocator: z.discriminatedUnion("kind", [
    z.looseObject({ kind: z.literal("groupCallLocator"), groupCallId: z.string().min(1) }),
    z.looseObject({ kind: z.literal("serverCallLocator"), serverCallId: z.string().min(1) }),
    z.looseObject({ kind: z.literal("roomCallLocator"), roomId: z.string().min(1) }),
  ]),
  callbackUri: callbackUriSchema,
  operationContext: z.string().nullish(),
});
export const transferSchema = z.looseObject({
  targetParticipant: identifierSchema,
  transferee: identifierSchema.nullish(),
  ...operation,
});
export const playSchema = z.looseObject({
  playSources: z
    .array(
      z.discriminatedUnion("kind", [
        z.looseObject({ kind: z.literal("file"), file: z.looseObject({ uri: z.url() }) }),
        z.looseObject({
          kind: z.literal("text"),
          text: z.looseObject({
            text: z.string().max(4000),
            voiceName: z.string().nullish(),
            sourceLocale: z.string().nullish(),
          }),
        }),
        z.looseObject({ kind: z.literal("ssml"), ssml: z.looseObject({ ssmlText: z.string() }) }),
      ]),
    )
    .min(1),
  playTo: z.array(identifierSchema).nullish(),
  interruptCallMediaOperation: z.boolean().nullish(),
  playOptions: z.looseObject({ loop: z.boolean() }).nullish(),
  ...operation,
});
export const continuousDtmfSchema = z.looseObject({ targetParticipant: identifierSchema, ...operation });
export const sendDtmfSchema = z.looseObject({
  tones: z.array(toneSchema).min(1).max(18),
  targetParticipant: identifierSchema,
  ...operation,
});
