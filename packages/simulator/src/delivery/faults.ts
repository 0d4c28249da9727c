import { z } from "zod";
import type { Random } from "../engine/random.js";

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
const faultEffectSchema = z.discriminatedUnion("kind", [
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
  /** The bot's answer comes `ms` later than the bot gives it; from 30 s on it no longer counts, and the sender tries again as the cloud does. */
  z.strictObject({ kind: z.literal("slow-bot"), ms }),
  /** The bot does not listen: the sender gets no connection and tries again as the cloud does. */
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

/** What a callback or a request is, as far as faults care. */
export interface FaultSubject {
  readonly cloud: "acs" | "graph";
  readonly botId?: string | undefined;
  readonly callId?: string | undefined;
  readonly title?: string | undefined;
  readonly path?: string | undefined;
}

/** The faults that are set. */
export interface Faults {
  list(): readonly Fault[];
  add(spec: FaultSpec): Fault;
  remove(id: string): void;
  clear(): void;
  /** Called whenever the list changes. Returns a function that unsubscribes. */
  on(listener: () => void): () => void;
  /** The effects that hit this subject now; counts down those that are limited. */
  strike<Kind extends FaultEffect["kind"]>(
    subject: FaultSubject,
    kinds: readonly Kind[],
  ): readonly Extract<FaultEffect, { kind: Kind }>[];
}

export function createFaults(random: Random): Faults {
  let faults: readonly Fault[] = [];
  let count = 0;
  const listeners = new Set<() => void>();
  const set = (next: readonly Fault[]): void => {
    faults = next;
    for (const listener of [...listeners]) listener();
  };

  return {
    list: () => faults,
    add(spec) {
      const fault: Fault = { ...spec, id: spec.id ?? `fault-${++count}` };
      set([...faults.filter((other) => other.id !== fault.id), fault]);
      return fault;
    },
    remove: (id) => set(faults.filter((fault) => fault.id !== id)),
    clear: () => set([]),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    strike(subject, kinds) {
      const effects: Extract<FaultEffect, { kind: (typeof kinds)[number] }>[] = [];
      for (const fault of faults) {
        const { effect } = fault;
        if (!isOneOf(effect, kinds) || !matches(fault, subject)) continue;
        if (fault.probability !== undefined && random.next() >= fault.probability) continue;
        effects.push(effect);
        if (fault.times !== undefined) set(countDown(faults, fault));
      }
      return effects;
    },
  };
}

function isOneOf<Kind extends FaultEffect["kind"]>(
  effect: FaultEffect,
  kinds: readonly Kind[],
): effect is Extract<FaultEffect, { kind: Kind }> {
  return kinds.some((kind) => kind === effect.kind);
}

function matches(fault: Fault, subject: FaultSubject): boolean {
  const { match } = fault;
  if (!match) return true;
  const contains = (part: string | undefined, whole: string | undefined): boolean =>
    part === undefined || (whole ?? "").toLowerCase().includes(part.toLowerCase());
  return (
    (match.cloud === undefined || match.cloud === subject.cloud) &&
    (match.botId === undefined || match.botId === subject.botId) &&
    (match.callId === undefined || match.callId === subject.callId) &&
    contains(match.title, subject.title) &&
    contains(match.path, subject.path)
  );
}

function countDown(faults: readonly Fault[], fault: Fault): readonly Fault[] {
  const left = (fault.times ?? 1) - 1;
  if (left <= 0) return faults.filter((other) => other.id !== fault.id);
  return faults.map((other) => (other.id === fault.id ? { ...other, times: left } : other));
}
