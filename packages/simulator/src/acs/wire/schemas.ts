import { z } from "zod";
import { isCallbackAddress } from "../../wire/wire.js";
import { identifierSchema } from "./identifier.js";
import { toneSchema } from "./tone.js";

/**
 * Where callbacks go. The service takes https only and says so in these words (documented); an address of this machine may be
 * http here (ours), because local bots have no certificate.
 */
const callbackUriSchema = z
  .string()
  .refine((address) => URL.canParse(address), "it is no absolute address")
  .refine(
    (address) => !URL.canParse(address) || isCallbackAddress(address),
    "Call Automation doesn't support HTTP endpoints",
  );

/** A caller id; `isAnonymous` and `assertedId` are there because the vendor's client sends the whole model. */
const phoneNumber = z.strictObject({
  value: z.string(),
  isAnonymous: z.literal(false).nullish(),
  assertedId: z.string().nullish(),
});
const operation = { operationContext: z.string().nullish(), operationCallbackUri: callbackUriSchema.nullish() };
const aiOptions = z.strictObject({ cognitiveServicesEndpoint: z.string().nullish() });

/**
 * The request bodies: what is served, and what has no effect that could be seen here (`callIntelligenceOptions`: text is spoken without
 * it; `playSourceCacheId`: nothing is cached). Every other member is answered 501, so that none is dropped in silence.
 */
export const createCallSchema = z.strictObject({
  targets: z.array(identifierSchema).min(1),
  callbackUri: callbackUriSchema,
  sourceCallerIdNumber: phoneNumber.nullish(),
  sourceDisplayName: z.string().nullish(),
  source: z.strictObject({ id: z.string() }).nullish(),
  operationContext: z.string().nullish(),
  callIntelligenceOptions: aiOptions.nullish(),
});
export const answerCallSchema = z.strictObject({
  incomingCallContext: z.string().min(1),
  callbackUri: callbackUriSchema,
  operationContext: z.string().nullish(),
  answeredBy: z.strictObject({ id: z.string() }).nullish(),
  callIntelligenceOptions: aiOptions.nullish(),
});
export const redirectCallSchema = z.strictObject({ incomingCallContext: z.string().min(1), target: identifierSchema });
export const rejectCallSchema = z.strictObject({
  incomingCallContext: z.string().min(1),
  callRejectReason: z.enum(["none", "busy", "forbidden"]).nullish(),
});
export const connectSchema = z.strictObject({
  callLocator: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("groupCallLocator"), groupCallId: z.string().min(1) }),
    z.strictObject({ kind: z.literal("serverCallLocator"), serverCallId: z.string().min(1) }),
    z.strictObject({ kind: z.literal("roomCallLocator"), roomId: z.string().min(1) }),
  ]),
  callbackUri: callbackUriSchema,
  operationContext: z.string().nullish(),
  callIntelligenceOptions: aiOptions.nullish(),
});
export const transferSchema = z.strictObject({
  targetParticipant: identifierSchema,
  transferee: identifierSchema.nullish(),
  sourceCallerIdNumber: phoneNumber.nullish(),
  ...operation,
});
const playSourceCacheId = z.string().nullish();
export const playSchema = z.strictObject({
  playSources: z
    .array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("file"), playSourceCacheId, file: z.strictObject({ uri: z.url() }) }),
        z.strictObject({
          kind: z.literal("text"),
          playSourceCacheId,
          text: z.strictObject({
            text: z.string().max(4000),
            voiceName: z.string().nullish(),
            voiceKind: z.enum(["male", "female"]).nullish(),
            sourceLocale: z.string().nullish(),
          }),
        }),
        z.strictObject({ kind: z.literal("ssml"), playSourceCacheId, ssml: z.strictObject({ ssmlText: z.string() }) }),
      ]),
    )
    .min(1),
  playTo: z.array(identifierSchema).nullish(),
  interruptCallMediaOperation: z.boolean().nullish(),
  playOptions: z.strictObject({ loop: z.boolean() }).nullish(),
  ...operation,
});
export const continuousDtmfSchema = z.strictObject({ targetParticipant: identifierSchema, ...operation });
export const sendDtmfSchema = z.strictObject({
  tones: z.array(toneSchema).min(1).max(18),
  targetParticipant: identifierSchema,
  ...operation,
});
