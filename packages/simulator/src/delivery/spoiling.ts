import type { DeliveryContent } from "./delivery.js";
import type { FaultEffect } from "./fault.js";

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
