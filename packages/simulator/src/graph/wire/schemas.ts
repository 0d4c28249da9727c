import { z } from "zod";
import { isCallbackAddress } from "../../wire/wire.js";
import { identitySetSchema } from "./identity.js";

/**
 * Must be https (documented). On the loopback interface plain http will do (ours), so that a bot can run next to the simulator
 * without a certificate.
 */
export const callbackUriSchema = z.string().refine(isCallbackAddress, {
  error: "must be an https address (http only on this machine: localhost, 127.0.0.1 or [::1])",
});

/** Unique to the caller, and no longer than this (documented). */
export const clientContextSchema = z.string().max(256, "must not be longer than 256 characters").nullish();

/** `participantInfo` and `invitationParticipantInfo`. A participant's place and language have no visible effect here. */
export const participantInfoSchema = z.looseObject({
  identity: identitySetSchema,
  replacesCallId: z.string().nullish(),
  id: z.unknown().optional(),
  endpointType: z.unknown().optional(),
  region: z.unknown().optional(),
  languageId: z.unknown().optional(),
  countryCode: z.unknown().optional(),
});

/** Who is to come into a call: also somebody who is in another one, known by their id there. */
export const invitationSchema = participantInfoSchema.extend({ participantId: z.string().nullish() });
export type InvitationInfo = z.infer<typeof invitationSchema>;

/** A file to be played. */
export const mediaPromptSchema = z.looseObject({
  mediaInfo: z.looseObject({ uri: z.url({ protocol: /^https?$/ }), resourceId: z.string().nullish() }),
});

/** Of an operation that takes nothing else. */
export const clientContextBody = z.looseObject({ clientContext: clientContextSchema });

/** Somebody to call, in the samples of bodies. */
export const exampleTarget = { identity: { user: { id: "29362bd4-cd58-4ed0-a206-0e4a33dbb0b6" } } } as const;

/** Names and values compare without regard to case (documented). */
export function anyCase<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.preprocess(
    (value) =>
      typeof value === "string" ? (values.find((one) => one.toLowerCase() === value.toLowerCase()) ?? value) : value,
    z.enum(values),
  );
}

export const modalitiesSchema = z.array(anyCase(["audio", "video", "videoBasedScreenSharing", "data"])).min(1);

export const callOptionsSchema = z
  .looseObject({ isContentSharingNotificationEnabled: z.boolean().nullish() })
  .nullish();

const mediaInfo = z.looseObject({ uri: z.url({ protocol: /^https?$/ }), resourceId: z.string().nullish() });

/** The type decides (documented), or the blob if there is no type (ours). */
export const mediaConfigSchema = z.looseObject({
  "@odata.type": z.string().optional(),
  blob: z.string().nullish(),
  preFetchMedia: z.array(mediaInfo).nullish(),
});
export type MediaConfig = z.infer<typeof mediaConfigSchema>;

export const serviceHostedMedia = { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig" } as const;

/** Who handles the media: the service, with prompts and tones, or the app itself. */
export function mediaHost(config: MediaConfig): "service" | "app" {
  const type = config["@odata.type"]?.toLowerCase();
  if (type === undefined) return typeof config.blob === "string" ? "app" : "service";
  return type.endsWith("apphostedmediaconfig") ? "app" : "service";
}

const chatInfoSchema = z.looseObject({
  threadId: z.string().min(1),
  messageId: z.string().nullish(),
  replyChainMessageId: z.unknown().optional(),
});
export type ChatInfo = z.infer<typeof chatInfoSchema>;

/** `organizerMeetingInfo`, `tokenMeetingInfo` or `joinMeetingIdMeetingInfo`: the members decide which. */
const meetingInfoSchema = z.looseObject({
  organizer: identitySetSchema.nullish(),
  token: z.string().nullish(),
  joinMeetingId: z.string().nullish(),
  /** Not checked. */
  passcode: z.unknown().optional(),
  /** People talk here whether a host is there or not. */
  allowConversationWithoutHost: z.unknown().optional(),
});
export type MeetingInfo = z.infer<typeof meetingInfoSchema>;

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
