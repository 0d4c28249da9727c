import { z } from "zod";
import { faultSchema } from "../delivery/faults.js";
import { partySchema, reactionSchema } from "./request-schemas.js";

const id = z.string().min(1);
const at = z.number();

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
  /** Absent: a listener refused the request before its cloud was known. */
  cloud: z.enum(["acs", "graph"]).optional(),
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
