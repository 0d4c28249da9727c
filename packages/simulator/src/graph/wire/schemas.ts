import { z } from "zod";
import { identitySetSchema } from "./identity.js";

/** Unique to the caller, and no longer than this (documented). */
export const clientContextSchema = z.string().max(256, "must not be longer than 256 characters").nullish();

/** `participantInfo` and `invitationParticipantInfo`. Where somebody is, and speaks what, has no effect that could be seen here. */
export const participantInfoSchema = z.looseObject({
  identity: identitySetSchema,
  replacesCallId: z.string().nullish(),
  id: z.unknown().optional(),
  endpointType: z.unknown().optional(),
  region: z.unknown().optional(),
  languageId: z.unknown().optional(),
  countryCode: z.unknown().optional(),
});

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
