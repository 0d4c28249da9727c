import type { Json } from "@trunkline/core";
import { checkCount, parseJson } from "@trunkline/microsoft";
import { isObject, readWireEvent, type WireEvent } from "./wire-event.js";

const utf8 = new TextDecoder();

/** What is in a body: its events, and why its other entries are none. */
export interface Body {
  readonly events: readonly WireEvent[];
  readonly unread: readonly string[];
}

/**
 * The events of a body: an array of one as a rule, an object where Event Grid sends CloudEvents, an array of many where it batches.
 * @throws CallingError `invalid-request` when it is no JSON, or more than anybody sends.
 */
export function readBody(bytes: Uint8Array): Body {
  const body = parseJson(utf8.decode(bytes));
  const entries: readonly Json[] = Array.isArray(body) ? body : [body];
  checkCount(entries);
  const objects = entries.filter(isObject);
  const others = entries.length - objects.length;
  const events = objects.map(readWireEvent);
  return { events, unread: Array<string>(others).fill("an entry of the callback's body is not an event") };
}
