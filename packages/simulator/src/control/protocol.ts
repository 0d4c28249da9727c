import { z } from "zod";
import { faultSchema } from "../delivery/fault.js";
import type { Reaction } from "../engine/person.js";
import { botRegistrationSchema } from "../registration.js";

/**
 * What goes over `/_sim/*`: the softphone page and other languages speak this. All times are milliseconds since the epoch
 * on the simulator's clock.
 *
 *   GET    /_sim/state                         SimState
 *   GET    /_sim/events                        server-sent events; each `data` is one StreamMessage, the first a snapshot
 *   POST   /_sim/people                        addPerson → PersonView         DELETE /_sim/people/{id}
 *   POST   /_sim/people/{id}/reaction          reaction → PersonView
 *   POST   /_sim/people/{id}/{action}          personAction: dial, join, answer, decline, busy, ignore, voicemail, unreachable,
 *                                              press, say, hang-up, admit, start-sharing, update-sharing, stop-sharing, mute
 *   GET    /_sim/people/{id}/hears?text=&timeoutMs=   waits until the person hears it (prompt text or url, or a tone)
 *   POST   /_sim/bots                          BotRegistration → BotView      DELETE /_sim/bots/{id}
 *   POST   /_sim/meetings                      addMeeting → MeetingView
 *   GET    /_sim/log?callId=&cloud=            WireEntryView[]
 *   GET    /_sim/faults                        FaultView[]   POST a fault → FaultView   DELETE /_sim/faults[/{id}]
 *   POST   /_sim/forge                         forge → { status, body }
 *   GET    /_sim/graph/behavior                how the Graph side behaves   PATCH the same, some of it
 *   POST   /_sim/keys/rotate                   rotateKeys
 *   POST   /_sim/clock/advance                 { ms } → { now }   (409 with the real clock)
 *   POST   /_sim/reset
 *   GET    /_sim/settings                      { acs, graph }: what a bot needs to talk to this simulator
 *   GET    /_sim/ca.pem                        the authority of the https listener
 *   GET    /_sim/media/{file}                  a file of the media folder
 *
 * Errors: 4xx with { error: { code, message } }.
 */

const id = z.string().min(1);
const at = z.number();

export const partySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("phone"), number: z.string().regex(/^\+[1-9]\d{1,14}$/) }),
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

export const soundViewSchema = z.object({
  kind: z.enum(["silence", "ringing", "ringback", "busy-tone", "talk", "hold-music", "prompt", "tone"]),
  /** Prompt: the text, or the url. */
  title: z.string().optional(),
  /** Prompt: an address that a browser can play. Absent for a spoken text: let the browser speak `title`. */
  url: z.string().optional(),
  tone: z.string().optional(),
  startedAt: at.optional(),
  durationMs: z.number().optional(),
  loop: z.boolean().optional(),
});
export const legViewSchema = z.object({
  id,
  participantId: id,
  owner: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("person"), personId: id }),
    z.object({ kind: z.literal("bot"), botId: id }),
    z.object({ kind: z.literal("nobody") }),
  ]),
  party: partySchema,
  displayName: z.string(),
  direction: z.enum(["incoming", "outgoing"]),
  state: z.enum(["dialing", "ringing", "redirecting", "lobby", "connected", "ended"]),
  since: at,
  connectedAt: at.optional(),
  endedAt: at.optional(),
  /** Why it ended: a kind of the engine's EndCause, with who (`by`) or the reason where there is one. */
  end: z.object({ kind: z.string(), by: z.string().optional(), reason: z.string().optional() }).optional(),
  muted: z.boolean(),
  onHold: z.boolean(),
  voicemail: z.boolean(),
  /** Bot, offered: when its time to decide is over. */
  decideBy: at.optional(),
});
export const callViewSchema = z.object({
  id,
  chainId: id,
  kind: z.enum(["one-to-one", "group", "meeting"]),
  meetingId: id.optional(),
  from: partySchema,
  to: z.array(partySchema),
  subject: z.string().optional(),
  startedAt: at,
  endedAt: at.optional(),
  legs: z.array(legViewSchema),
  sharing: z.array(z.object({ id, by: partySchema, startedAt: at })),
});
export const personViewSchema = z.object({
  id,
  displayName: z.string(),
  party: partySchema,
  reaction: reactionSchema,
  /** What each of the person's calls sounds like now. */
  hears: z.array(z.object({ callId: id, sound: soundViewSchema })),
});
export const botViewSchema = z.object({
  id,
  cloud: z.enum(["acs", "graph"]),
  displayName: z.string(),
  addresses: z.array(partySchema),
  webhookUrl: z.string(),
  answerWithinMs: z.number(),
});
export const meetingViewSchema = z.object({
  id,
  keys: z.array(z.string()),
  subject: z.string(),
  organizer: partySchema,
  lobby: z.enum(["nobody", "guests", "everyone"]),
});
export const wireEntryViewSchema = z.object({
  id,
  at,
  direction: z.enum(["from-bot", "to-bot"]),
  cloud: z.enum(["acs", "graph"]),
  botId: z.string().optional(),
  callId: z.string().optional(),
  title: z.string(),
  tag: z.enum(["documented", "observed", "ours"]),
  method: z.string(),
  url: z.string(),
  requestHeaders: z.record(z.string(), z.string()),
  requestBody: z.string(),
  status: z.number().optional(),
  responseHeaders: z.record(z.string(), z.string()).optional(),
  responseBody: z.string().optional(),
  attempt: z.number().optional(),
  fault: z.string().optional(),
  outcome: z.enum(["waiting", "answered", "failed", "dropped"]),
});
export const faultViewSchema = faultSchema.extend({ id });

export const stateSchema = z.object({
  /** Counts the changes; a change with a number that is not one more than the last means: read the state again. */
  seq: z.number(),
  now: at,
  clock: z.enum(["real", "manual"]),
  people: z.array(personViewSchema),
  bots: z.array(botViewSchema),
  meetings: z.array(meetingViewSchema),
  /** Newest last; ended ones included (the last 200). */
  calls: z.array(callViewSchema),
  log: z.array(wireEntryViewSchema),
  faults: z.array(faultViewSchema),
});

const change = { seq: z.number(), at };
/** What `GET /_sim/events` sends. Everything is whole: replace what has the same id. */
export const streamMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("snapshot"), state: stateSchema }),
  z.object({ type: z.literal("call"), ...change, call: callViewSchema }),
  z.object({ type: z.literal("wire"), ...change, entry: wireEntryViewSchema }),
  /** A person begins to hear something in a call (a tone is a moment, it does not replace what else sounds). */
  z.object({ type: z.literal("heard"), ...change, personId: id, callId: id, sound: soundViewSchema }),
  z.object({ type: z.literal("pressed"), ...change, personId: id, callId: id, tone: z.string() }),
  z.object({ type: z.literal("said"), ...change, personId: id, callId: id, phrase: z.string() }),
  z.object({ type: z.literal("people"), ...change, people: z.array(personViewSchema) }),
  z.object({ type: z.literal("bots"), ...change, bots: z.array(botViewSchema) }),
  z.object({ type: z.literal("faults"), ...change, faults: z.array(faultViewSchema) }),
  /** The clock was moved by hand. */
  z.object({ type: z.literal("clock"), ...change }),
]);

export { botRegistrationSchema, faultSchema };
export type SimState = z.infer<typeof stateSchema>;
export type StreamMessage = z.infer<typeof streamMessageSchema>;
export type PersonView = z.infer<typeof personViewSchema>;
export type BotView = z.infer<typeof botViewSchema>;
export type MeetingView = z.infer<typeof meetingViewSchema>;
export type CallView = z.infer<typeof callViewSchema>;
export type LegView = z.infer<typeof legViewSchema>;
export type SoundView = z.infer<typeof soundViewSchema>;
export type WireEntryView = z.infer<typeof wireEntryViewSchema>;
export type FaultView = z.infer<typeof faultViewSchema>;
export type ForgeRequest = z.infer<typeof forgeSchema>;
