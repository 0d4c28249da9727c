import { CallingError, type JsonObject } from "@trunkline/core";
import { z } from "zod";
import { readWireEvent, type WireEvent } from "./wire-event.js";

const body = z.union([z.array(z.json()), z.record(z.string(), z.json())]);

/**
 * The events of a body: an array of one as a rule, an object where Event Grid sends CloudEvents, an array of many where it batches.
 * @throws CallingError `invalid-request` when it is no JSON, or no object anywhere in it.
 */
export function readBody(bytes: Uint8Array): readonly WireEvent[] {
  const parsed = body.safeParse(parseJson(bytes));
  if (!parsed.success) {
    throw new CallingError("invalid-request", "the callback's body is neither an event nor an array of events");
  }
  return [parsed.data].flat().map((event) => {
    if (!isObject(event))
      throw new CallingError("invalid-request", "the callback's body has an event that is no object");
    return readWireEvent(event);
  });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new CallingError("invalid-request", "the callback's body is not JSON", { cause });
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
