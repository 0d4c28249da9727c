import { z } from "zod";
import type { Reaction } from "../engine/party.js";

const id = z.string().min(1);

export const partySchema = z.discriminatedUnion("kind", [
  /** In E.164 form; as a caller also a short code, a masked number, or `anonymous`: withheld. */
  z.strictObject({ kind: z.literal("phone"), number: z.string().min(1) }),
  z.strictObject({ kind: z.literal("user"), id, tenantId: z.string().optional() }),
  z.strictObject({ kind: z.literal("application"), id, tenantId: z.string().optional() }),
  z.strictObject({ kind: z.literal("application-instance"), id, tenantId: z.string().optional() }),
  z.strictObject({ kind: z.literal("communication-user"), id }),
  z.strictObject({ kind: z.literal("guest"), id, displayName: z.string() }),
]);
/** A party, or a number in E.164 form. */
export const addressSchema = z.union([partySchema, z.string().regex(/^\+[1-9]\d{1,14}$/)]);

export const reactionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("manual") }),
  z.strictObject({
    kind: z.enum(["answer", "decline", "busy", "ignore", "voicemail", "unreachable"]),
    afterMs: z.number().int().nonnegative().optional(),
  }),
]);
/** A reaction without members that are undefined. */
export function reactionOf(reaction: z.output<typeof reactionSchema>): Reaction {
  if (reaction.kind === "manual" || reaction.afterMs === undefined) return { kind: reaction.kind };
  return { kind: reaction.kind, afterMs: reaction.afterMs };
}
export const hearsQuerySchema = z.object({
  /** Part of the prompt's text or address. */
  text: z.string().optional(),
  /** A row of keys, such as `12#`. */
  tones: z.string().optional(),
  timeoutMs: z.coerce.number().positive().optional(),
});
export const addPersonSchema = z.strictObject({
  id: id.optional(),
  displayName: z.string().optional(),
  party: addressSchema,
  reaction: reactionSchema.optional(),
});
export const addMeetingSchema = z.strictObject({
  id: id.optional(),
  keys: z.array(z.string().min(1)).min(1),
  subject: z.string().optional(),
  organizer: addressSchema,
  lobby: z.enum(["nobody", "guests", "everyone"]).optional(),
});

const callId = id.optional();
/** One body for each action of a person; the action's name is the last part of the path. */
export const personActionSchemas = {
  dial: z.strictObject({
    to: addressSchema.optional(),
    botId: id.optional(),
    ringMs: z.number().positive().optional(),
  }),
  join: z.strictObject({ meeting: id }),
  answer: z.strictObject({ callId }),
  decline: z.strictObject({ callId }),
  busy: z.strictObject({ callId }),
  ignore: z.strictObject({ callId }),
  voicemail: z.strictObject({ callId }),
  unreachable: z.strictObject({ callId }),
  press: z.strictObject({
    tones: z.string().regex(/^[0-9*#A-Da-d!]+$/),
    gapMs: z.number().nonnegative().optional(),
    callId,
  }),
  say: z.strictObject({ phrase: z.string().min(1), callId }),
  "hang-up": z.strictObject({ callId }),
  admit: z.strictObject({ participantId: id.optional() }),
  remove: z.strictObject({ participantId: id, callId }),
  "start-sharing": z.strictObject({ callId }),
  "update-sharing": z.strictObject({ callId }),
  "stop-sharing": z.strictObject({ callId }),
  mute: z.strictObject({ muted: z.boolean(), callId }),
} as const;
export type PersonAction = keyof typeof personActionSchemas;

export const forgeSchema = z.strictObject({
  /** The bot's leg that the forged callback is about; default: the newest leg of `botId`, or of any bot. */
  legId: id.optional(),
  botId: id.optional(),
  forgery: z.enum(["bad-signature", "wrong-audience", "expired", "alg-none", "no-token", "unknown-key", "other-call"]),
});
export const forgeResultSchema = z.object({ status: z.number(), body: z.string() });
export const rotateKeysSchema = z.strictObject({ forget: z.boolean().optional() });
export const advanceSchema = z.strictObject({ ms: z.number().nonnegative() });
export const skewSchema = z.strictObject({
  /** Milliseconds; negative: behind. */
  botAheadMs: z.number().int(),
});
export type ForgeRequest = z.infer<typeof forgeSchema>;
