import { createHash } from "node:crypto";
import type { JsonObject } from "@trunkline/core";
import { z } from "zod";

const text = z.string().optional().catch(undefined);
const envelope = z.looseObject({
  id: text,
  type: text,
  eventType: text,
  source: text,
  topic: text,
  subject: text,
  time: text,
  eventTime: text,
  data: z.record(z.string(), z.json()).catch({}),
});

/** One event in either schema: CloudEvents (`type`, `source`, `time`) or Event Grid's own (`eventType`, `topic`, `eventTime`). */
export interface WireEvent {
  /** `"Microsoft.Communication.CallConnected"`; empty where the sender left it out. */
  readonly type: string;
  /** The sender's id of the event within its source; where it gave none, one made of the content. */
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  /** When it happened, ms since 1970; `undefined` where the sender tells no readable time. */
  readonly at: number | undefined;
  readonly data: JsonObject;
  /** The whole event as it came. */
  readonly raw: JsonObject;
}

/** Reads the envelope of an event. Total over objects: what is missing is empty. */
export function readWireEvent(raw: JsonObject): WireEvent {
  const event = envelope.parse(raw);
  return {
    type: event.type ?? event.eventType ?? textOf(event.data.publicEventType),
    id: event.id ?? createHash("sha256").update(JSON.stringify(raw)).digest("hex"),
    source: event.source ?? event.topic ?? "",
    subject: event.subject ?? "",
    at: readTime(event.time ?? event.eventTime),
    data: event.data,
    raw,
  };
}

/** A member of an event's data that should be a text; empty where it is none. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Seven digits of a second and either way of writing UTC occur; the parser takes both. */
function readTime(time: string | undefined): number | undefined {
  const at = Date.parse(time ?? "");
  return Number.isNaN(at) ? undefined : at;
}
