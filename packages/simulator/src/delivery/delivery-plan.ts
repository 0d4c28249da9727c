import type { DeliveryContent } from "./delivery.js";
import type { FaultEffect } from "./faults.js";

/** The faults that strike callbacks. */
export const CALLBACK_FAULTS = [
  "delay",
  "drop",
  "duplicate",
  "reorder",
  "corrupt",
  "slow-bot",
  "dead-bot",
  "batch",
  "rewrite-path",
] as const;
/** Those of them that strike every attempt, not only the first: they stand between the sender and the bot. */
export const FAULTS_ON_THE_WAY = ["dead-bot", "rewrite-path"] as const;
type CallbackFault = Extract<FaultEffect, { kind: (typeof CALLBACK_FAULTS)[number] }>;

/** What is to be done with one delivery, when all faults that strike it are taken together. */
interface DeliveryPlan {
  readonly spoiling: Spoiling;
  /** Let the next of the stream go first, for at most this long. */
  readonly yieldMs?: number;
  /** Send it this much later, out of order. */
  readonly delayMs?: number;
  readonly copies: number;
  readonly copiesAfterMs: number;
  /** The sender tries again even if it has no schedule. */
  readonly insist: boolean;
}

export function planOf(effects: readonly CallbackFault[]): DeliveryPlan {
  const find = <Kind extends CallbackFault["kind"]>(kind: Kind) =>
    effects.find((effect): effect is Extract<CallbackFault, { kind: Kind }> => effect.kind === kind);
  const drop = find("drop");
  const reorder = find("reorder");
  const delay = find("delay");
  const duplicate = find("duplicate");
  const slow = find("slow-bot");
  const isNoticed = find("dead-bot") !== undefined || drop?.retry === true;
  return {
    spoiling: {
      ...(effects.length > 0 ? { fault: effects.map((effect) => effect.kind).join(", ") } : {}),
      ...(find("corrupt") ? { corrupt: true } : {}),
      ...(slow ? { slowMs: slow.ms } : {}),
      batches: effects.filter((effect) => effect.kind === "batch"),
      rewrites: effects.filter((effect) => effect.kind === "rewrite-path"),
      ...(isNoticed ? { withhold: "failed" } : drop ? { withhold: "dropped" } : {}),
    },
    ...(reorder ? { yieldMs: reorder.withinMs ?? 1000 } : {}),
    ...(delay ? { delayMs: delay.ms } : {}),
    copies: duplicate ? (duplicate.copies ?? 1) : 0,
    copiesAfterMs: duplicate?.afterMs ?? 0,
    insist: drop?.retry === true,
  };
}

/** How one attempt is spoiled. */
export interface Spoiling {
  /** What the log says of it. */
  readonly fault?: string;
  /** Cut the body in the middle. */
  readonly corrupt?: boolean;
  /** Do not connect at all: `failed` is noticed by the sender, `dropped` is not. */
  readonly withhold?: "failed" | "dropped";
  /** The bot's answer comes so much later. */
  readonly slowMs?: number;
  /** Events that share the body. */
  readonly batches?: readonly Extract<FaultEffect, { kind: "batch" }>[];
  /** What a proxy does to the path, in order. */
  readonly rewrites?: readonly Extract<FaultEffect, { kind: "rewrite-path" }>[];
}

/** The address as the bot's side sees it. */
export function spoiledUrl(url: string, { rewrites = [] }: Spoiling): string {
  const changed = new URL(url);
  for (const { pattern, replacement } of rewrites) {
    changed.pathname = changed.pathname.replace(new RegExp(pattern), replacement);
  }
  return changed.href;
}

/** Headers and body as they arrive. */
export function spoiledContent(content: DeliveryContent, { batches = [], corrupt }: Spoiling): DeliveryContent {
  const { headers, body } = batches.reduce(batched, content);
  if (body === undefined) return { headers };
  return { headers, body: corrupt ? body.slice(0, Math.floor(body.length / 2)) : body };
}

const BATCH_TYPES: Readonly<Record<string, string>> = {
  "application/cloudevents+json": "application/cloudevents-batch+json",
};

/** Puts other events around those of a body: into its array, into `value` on Graph, or into an array made for it. */
function batched(content: DeliveryContent, batch: Extract<FaultEffect, { kind: "batch" }>): DeliveryContent {
  if (content.body === undefined) return content;
  const around = (events: readonly unknown[]): readonly unknown[] => [
    ...(batch.before ?? []),
    ...events,
    ...(batch.after ?? []),
  ];
  const parsed: unknown = JSON.parse(content.body);
  if (Array.isArray(parsed)) return { ...content, body: JSON.stringify(around(parsed)) };
  if (typeof parsed === "object" && parsed !== null && "value" in parsed && Array.isArray(parsed.value)) {
    return { ...content, body: JSON.stringify({ ...parsed, value: around(parsed.value) }) };
  }
  const [type = "", ...parameters] = (content.headers["content-type"] ?? "").split(";");
  const contentType = [BATCH_TYPES[type] ?? type, ...parameters].join(";");
  return { headers: { ...content.headers, "content-type": contentType }, body: JSON.stringify(around([parsed])) };
}
