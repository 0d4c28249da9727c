import { z } from "zod";

/** What every event of the carrier has. Further members are kept, and unknown types are let through. */
const anyEvent = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  call: z.string().min(1),
  /** Absent: the call's own leg. */
  leg: z.string().min(1).optional(),
  /** When it happened. An unreadable time counts as absent; the event is used all the same. */
  at: z.iso.datetime().transform(Date.parse).optional().catch(undefined),
});

export type WireEvent = z.output<typeof anyEvent>;

const cause = z.string();
const sip = z.number().int().optional();

/** What the adapter understands. */
const fact = z.discriminatedUnion("type", [
  z.object({ type: z.literal("call.incoming"), from: z.string().min(1), to: z.string().min(1) }),
  z.object({ type: z.enum(["call.ringing", "call.answered", "call.returned"]) }),
  z.object({ type: z.literal("call.ended"), cause, sip }),
  z.object({
    type: z.literal("command.ended"),
    command: z.enum(["play", "redirect", "transfer", "bridge"]),
    command_id: z.string().min(1),
    outcome: z.enum(["finished", "stopped", "failed"]),
    cause: cause.optional(),
    sip,
  }),
  z.object({ type: z.literal("key"), key: z.string() }),
]);

export type Fact = z.output<typeof fact>;

/** The event of a body; `undefined` when it is not one. */
export function readEvent(body: Uint8Array): WireEvent | undefined {
  try {
    return anyEvent.safeParse(JSON.parse(new TextDecoder().decode(body))).data;
  } catch {
    return undefined;
  }
}

/** What an event says; `undefined` when it is of a kind that this adapter does not know. */
export function factOf(event: WireEvent): Fact | undefined {
  return fact.safeParse(event).data;
}
