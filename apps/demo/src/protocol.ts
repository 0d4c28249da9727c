import { z } from "zod";

/**
 * The messages between the demo's server and its page. All times are milliseconds since the epoch.
 *
 *   GET  /api/state       DemoState
 *   GET  /api/events      server-sent events; each `data` is one DemoMessage, the first one `state`
 *   POST /api/provider    changeProvider → DemoState. Live calls stay on their provider.
 *   POST /api/answering   changeAnswering → DemoState
 *   POST /api/call-me     callMe → { call }: the bot calls a person; resolves when the cloud has accepted the call
 *   POST /api/people      changePerson: somebody on a call is put on hold, taken back or muted
 *   POST /api/kill        kill → DemoState: one of the bot's instances is killed, and restarted after a moment
 *
 * The simulator's control plane (`/_sim/*`) is on the same origin, or at `simulatorUrl`.
 * Errors: 4xx or 5xx with { error: { code, message } }.
 */

export const providerSchema = z.enum(["graph", "acs"]);

const keyHintSchema = z.object({ key: z.string(), does: z.string() });

/** One of the library's events, as the bot's handler received it. */
export const botEventSchema = z.object({
  /** The event's own id: the same event delivered again has the same id. */
  id: z.string(),
  /** When the handler received it. */
  at: z.number(),
  /**
   * `incoming`, `call-connected`, `dtmf-received` …, the names that `calling.on` takes; `bot-step`, which the bot adds; or
   * `instance-killed`, which the server adds: the process is gone.
   */
  type: z.string(),
  provider: providerSchema,
  /** The library's `call.ref` (that of the incoming call before it is answered); absent for events without a call. */
  call: z.string().optional(),
  /** The provider's id of the call, if known: in the simulator, the id of the bot's leg. */
  providerCallId: z.string().optional(),
  /** One line for people: `Alice calls`, `key 4`, `remote-hung-up`. */
  summary: z.string(),
  /** The step of the dialog that begins, if one does. */
  step: z.string().optional(),
  /** The instance that reported it. */
  instance: z.string(),
  /** The part of the callback that the event came from. */
  raw: z.unknown().optional(),
  /** Further members of the event, as JSON: `reason` of `call-ended`, `tone`, `verb`, `source`, `attempt` … */
  details: z.record(z.string(), z.unknown()),
});

/** What the bot does with an incoming call: `forward` redirects it to a person; `late` and `never` show the answer deadline running. */
export const answeringSchema = z.enum(["at-once", "late", "forward", "never"]);

const providerViewSchema = z.object({
  name: providerSchema,
  /** For the switch: `Microsoft Graph`, `ACS`. */
  title: z.string(),
  /** Whether it runs on the simulator or on the real cloud. */
  backend: z.enum(["simulator", "cloud"]),
  /** How long the bot has to decide about an incoming call. */
  answerWithinMs: z.number(),
  /** Simulator: the bot's registration there, so that a softphone can dial it on this provider. */
  botId: z.string().optional(),
});

/** A process that runs the bot. */
const instanceViewSchema = z.object({
  name: z.string(),
  /** `down`: it was killed, and is being restarted. */
  state: z.enum(["up", "down"]),
});

export const demoStateSchema = z.object({
  provider: providerSchema,
  providers: z.array(providerViewSchema).min(1),
  bot: z.object({
    name: z.string(),
    number: z.string(),
    /** What can be pressed at each step that asks for keys: `{ menu: [{ key: "1", does: "a person" }] }`. The PIN too, because this is a demo. */
    keys: z.record(z.string(), z.array(keyHintSchema)),
  }),
  answering: answeringSchema,
  /** The bot's processes. If there are several, each can be killed, and another one takes over its calls. */
  instances: z.array(instanceViewSchema).min(1),
  /** Why there is only one instance. */
  alone: z.string().optional(),
  /** The address of the control plane; `""` is this origin, absent means that no simulator is in use. */
  simulatorUrl: z.string().optional(),
  /** The person that the softphone starts as: the id of one of the simulator's people. */
  personId: z.string().optional(),
  /** The texts of the bot's prompts, by the file name in their address (`menu.wav`): for captions. */
  captions: z.record(z.string(), z.string()),
  /** Oldest first, the last 500. */
  events: z.array(botEventSchema),
});

export const demoMessageSchema = z.discriminatedUnion("kind", [
  /** The complete state: at first, after a change of the provider, after a reset. */
  z.object({ kind: z.literal("state"), state: demoStateSchema }),
  z.object({ kind: z.literal("event"), event: botEventSchema }),
]);

export const changeProviderSchema = z.strictObject({ provider: providerSchema });
export const changeAnsweringSchema = z.strictObject({ answering: answeringSchema });
export const killSchema = z.strictObject({ instance: z.string() });
export const changePersonSchema = z.strictObject({
  /** The library's `call.ref`. */
  call: z.string().min(1),
  provider: providerSchema,
  personId: z.string().min(1),
  change: z.enum(["hold", "unhold", "mute"]),
});
export const callMeSchema = z.strictObject({ personId: z.string().min(1) });

export type InstanceView = z.infer<typeof instanceViewSchema>;
export type PersonChange = z.infer<typeof changePersonSchema>["change"];
export type KeyHint = z.infer<typeof keyHintSchema>;
export type Provider = z.infer<typeof providerSchema>;
export type BotEvent = z.infer<typeof botEventSchema>;
export type Answering = z.infer<typeof answeringSchema>;
export type DemoState = z.infer<typeof demoStateSchema>;
export type DemoMessage = z.infer<typeof demoMessageSchema>;

/** The last event of every call, oldest call first. Its instance has the call: an instance reports the events of the calls that it holds. */
export function latestByCall(events: readonly BotEvent[]): readonly BotEvent[] {
  const latest = new Map<string, BotEvent>();
  for (const event of events) if (event.call !== undefined) latest.set(event.call, event);
  return [...latest.values()];
}
