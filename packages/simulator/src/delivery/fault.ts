import { z } from "zod";

const ms = z.number().int().nonnegative();

/** Whether a text is a regular expression, so that a wrong one is refused when the fault is set. */
function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** What is to go wrong. The first nine concern callbacks to the bot, the last four the bot's own requests. */
export const faultEffectSchema = z.discriminatedUnion("kind", [
  /** The callback leaves `ms` later; others of its call overtake it. */
  z.strictObject({ kind: z.literal("delay"), ms }),
  /** It never arrives. `retry`: the sender notices and tries again as the cloud does; otherwise it believes it was taken. */
  z.strictObject({ kind: z.literal("drop"), retry: z.boolean().optional() }),
  z.strictObject({
    kind: z.literal("duplicate"),
    copies: z.number().int().min(1).max(10).optional(),
    afterMs: ms.optional(),
  }),
  /** It changes places with the next one of its call, or leaves after `withinMs` (default 1000) if none comes. */
  z.strictObject({ kind: z.literal("reorder"), withinMs: ms.optional() }),
  /** The body is cut in the middle. */
  z.strictObject({ kind: z.literal("corrupt") }),
  /** The bot's answer comes `ms` later than the bot gives it; from 30 s on the sender takes it for none and tries again as the cloud does. */
  z.strictObject({ kind: z.literal("slow-bot"), ms }),
  /** Nobody is listening: the sender gets no connection and tries again as the cloud does. */
  z.strictObject({ kind: z.literal("dead-bot") }),
  /**
   * The callback arrives in one body with other events, sent as they are given: those `before` it and those `after` it. On Graph they
   * are members of `value`.
   */
  z.strictObject({
    kind: z.literal("batch"),
    before: z.array(z.json()).optional(),
    after: z.array(z.json()).optional(),
  }),
  /**
   * A proxy before the bot changes the path: what the regular expression `pattern` matches in it becomes `replacement`, as with
   * `String.replace`. `{ pattern: "^/bot", replacement: "" }` strips a prefix, `{ pattern: "$", replacement: "/" }` adds a slash.
   */
  z.strictObject({
    kind: z.literal("rewrite-path"),
    pattern: z.string().refine(isPattern, "must be a regular expression"),
    replacement: z.string(),
  }),
  /**
   * A request of the bot is answered with this status. `afterEffect`: the cloud has done it all the same. `body` is a text, or an object
   * that is sent as JSON (default: an error that names the fault); a text is `text/html` unless `headers` say otherwise.
   */
  z.strictObject({
    kind: z.literal("respond"),
    status: z.number().int().min(200).max(599),
    body: z.union([z.string(), z.record(z.string(), z.json())]).optional(),
    headers: z.record(z.string(), z.string()).optional(),
    retryAfterMs: ms.optional(),
    afterEffect: z.boolean().optional(),
  }),
  /** The answer to a request of the bot is kept back for `ms`; callbacks that it causes are too. */
  z.strictObject({ kind: z.literal("slow-cloud"), ms }),
  /** The callbacks of a request arrive before its response. */
  z.strictObject({ kind: z.literal("callbacks-first") }),
  /** The connection breaks without an answer. `afterEffect`: the cloud has done it all the same. */
  z.strictObject({ kind: z.literal("hang-up-connection"), afterEffect: z.boolean().optional() }),
]);
export type FaultEffect = z.infer<typeof faultEffectSchema>;

/** A fault and to what it applies. Of several that match, each takes effect, in the order they were set. */
export const faultSchema = z.strictObject({
  /** Default: made. */
  id: z.string().optional(),
  effect: faultEffectSchema,
  /** All given must be so. `title` is matched as part of the log's title, without regard to case. */
  match: z
    .strictObject({
      cloud: z.enum(["acs", "graph"]).optional(),
      botId: z.string().optional(),
      callId: z.string().optional(),
      title: z.string().optional(),
      path: z.string().optional(),
    })
    .optional(),
  /** Takes effect this many times, then is gone. Default: until it is removed. */
  times: z.number().int().positive().optional(),
  /** Chance that it takes effect, by the seeded dice. Default 1. */
  probability: z.number().min(0).max(1).optional(),
});
export type FaultSpec = z.infer<typeof faultSchema>;
export type Fault = FaultSpec & { readonly id: string };
