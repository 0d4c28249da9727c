import { z } from "zod";
import { isCallbackAddress } from "../../wire/wire.js";

/**
 * Where callbacks go. The service takes https only and says so in these words (documented); an address of this machine may be
 * http here (ours), because local bots have no certificate.
 */
export const callbackUriSchema = z
  .string()
  .refine((address) => URL.canParse(address), "it is not an absolute address")
  .refine(
    (address) => !URL.canParse(address) || isCallbackAddress(address),
    "Call Automation doesn't support HTTP endpoints",
  );

/** A caller id; `isAnonymous` and `assertedId` are there because the vendor's client sends the whole model. */
export const phoneNumberSchema = z.strictObject({
  value: z.string(),
  isAnonymous: z.literal(false).nullish(),
  assertedId: z.string().nullish(),
});

/** Members that most operations take. */
export const operationMembers = {
  operationContext: z.string().nullish(),
  operationCallbackUri: callbackUriSchema.nullish(),
};

/** Taken without an effect that could be seen here: text is spoken without it. */
export const aiOptionsSchema = z.strictObject({ cognitiveServicesEndpoint: z.string().nullish() });

/** Values for the samples of bodies. */
export const exampleCallback = "https://bot.example.com/callbacks";
export const examplePhone = { phoneNumber: { value: "+14255550101" } } as const;
export const exampleUser = { communicationUser: { id: "8:acs:resource_user" } } as const;
export const exampleTeamsExtension = { teamsExtensionUser: { userId: "u", tenantId: "t", resourceId: "r" } } as const;
const socket = { transportUrl: "wss://bot.example.com", transportType: "websocket" };
/** Not simulated on any operation that takes it. */
export const exampleMediaOptions = {
  MediaStreamingOptions: { mediaStreamingOptions: { ...socket, audioChannelType: "mixed" } },
  TranscriptionOptions: { transcriptionOptions: { ...socket, locale: "en-US" } },
} as const;
