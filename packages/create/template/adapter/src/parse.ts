import {
  CallingError,
  type Inbound,
  isE164,
  type Parsed,
  type Party,
  party,
  phone,
  type Signal,
} from "@trunkline/core";
import { z } from "zod";

/** What every event has. `id` is the same for each delivery of one event. */
const anyEvent = z.looseObject({ id: z.string().min(1), call: z.string().min(1), type: z.string().min(1) });

/** The events that this adapter understands. */
const knownEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("incoming"), from: z.string().min(1), to: z.string().min(1) }),
  z.object({ type: z.enum(["ringing", "answered"]) }),
  z.object({ type: z.literal("ended"), cause: z.string() }),
]);

/** Reads a verified callback: one event. The same bytes give the same signals. */
export function parse({ body, at }: Pick<Inbound, "body" | "at">): Parsed {
  const event = anyEvent.safeParse(readJson(body)).data;
  if (!event) throw new CallingError("invalid-request", "the callback is not an event of My Line");
  const base = { id: event.id, at, providerCallId: event.call };
  return { signals: [readKnown(event, base) ?? { ...base, kind: "unrecognized", type: event.type }] };
}

function readKnown(event: unknown, base: Pick<Signal, "id" | "at" | "providerCallId">): Signal | undefined {
  const known = knownEvent.safeParse(event).data;
  switch (known?.type) {
    case "incoming":
      return { ...base, kind: "incoming", from: readParty(known.from), to: readParty(known.to) };
    case "ringing":
      return { ...base, kind: "state", state: "ringing" };
    case "answered":
      return { ...base, kind: "state", state: "connected" };
    case "ended": {
      const result = { code: known.cause, subcode: 0, message: known.cause };
      return { ...base, kind: "state", state: "disconnected", result };
    }
    default:
      return undefined;
  }
}

/** A number, or what My Line says of a caller without one. */
function readParty(text: string): Party {
  return isE164(text) ? phone(text) : party.unknown(text);
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
