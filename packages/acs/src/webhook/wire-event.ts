import { createHash } from "node:crypto";
import type { Json, JsonObject } from "@trunkline/core";
import { checkCount, isJsonObject, parseCallbackJson } from "@trunkline/microsoft";

/** One event in either schema: CloudEvents (`type`, `source`, `time`) or Event Grid's own (`eventType`, `topic`, `eventTime`). */
export interface WireEvent {
  /** `"Microsoft.Communication.CallConnected"`; empty where the sender left it out. */
  readonly type: string;
  /** The sender's id of the event within its source; where it gave none, one made of the content. */
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  /** When it happened, ms since 1970; `undefined` without a readable time. */
  readonly at: number | undefined;
  readonly data: JsonObject;
  /** The whole event as it came. */
  readonly raw: JsonObject;
}

/** The events of a body, and why its other entries could not be read. */
export interface Body {
  readonly events: readonly WireEvent[];
  readonly unread: readonly string[];
}

const utf8 = new TextDecoder();

/**
 * The events of a body: an array of one as a rule, an object where Event Grid sends CloudEvents, an array of many where it batches.
 * @throws CallingError `invalid-request` when it is not JSON, or has too many entries.
 */
export function readBody(bytes: Uint8Array): Body {
  const body = parseCallbackJson(utf8.decode(bytes));
  const entries: readonly Json[] = Array.isArray(body) ? body : [body];
  checkCount(entries);
  const objects = entries.filter(isJsonObject);
  const others = entries.length - objects.length;
  const events = objects.map(readWireEvent);
  return { events, unread: Array<string>(others).fill("an entry of the callback's body is not an event") };
}

/** Reads the envelope of an event. Accepts any object: missing members are empty. */
function readWireEvent(raw: JsonObject): WireEvent {
  const data = isJsonObject(raw.data) ? raw.data : {};
  return {
    type: textOf(raw.type) || textOf(raw.eventType) || textOf(data.publicEventType),
    id: textOf(raw.id) || createHash("sha256").update(JSON.stringify(raw)).digest("hex"),
    source: textOf(raw.source) || textOf(raw.topic),
    subject: textOf(raw.subject),
    at: readTime(textOf(raw.time) || textOf(raw.eventTime)),
    data,
    raw,
  };
}

/** Seven digits of a second and either way of writing UTC occur; the parser takes both. */
function readTime(time: string): number | undefined {
  const at = Date.parse(time);
  return Number.isNaN(at) ? undefined : at;
}

/** A member that should be a text; empty if it is not. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
