import {
  CallingError,
  type Inbound,
  isE164,
  type OperationSignal,
  type Parsed,
  phone,
  type ResultInfo,
  readTone,
  type Signal,
  verbNames,
  type Webhook,
} from "@trunkline/core";
import { z } from "zod";
import type { ExchangeTraits } from "./exchange-traits.fixture.js";
import { sign } from "./signature.fixture.js";

const head = { call: z.string().min(1), event: z.number(), leg: z.string().optional() };
const number = z
  .custom<`+${number}`>((value) => typeof value === "string" && isE164(value))
  .transform((text) => phone(text));
const known = z.discriminatedUnion("type", [
  z.object({ type: z.literal("incoming"), from: number, to: number }),
  z.object({ type: z.enum(["ringing", "connected"]) }),
  z.object({ type: z.literal("returned") }),
  z.object({ type: z.literal("ended"), code: z.number() }),
  z.object({
    type: z.literal("done"),
    verb: z.enum(verbNames),
    operation: z.string().min(1),
    outcome: z.enum(["completed", "canceled", "failed"]),
    code: z.number().optional(),
    who: number.optional(),
  }),
  z.object({ type: z.literal("tone"), tone: z.string(), n: z.number().optional(), at: z.number().optional() }),
  z.object({
    type: z.literal("gathered"),
    operation: z.string().min(1),
    keys: z.string(),
    why: z.enum(["complete", "quiet", "stopped", "left"]),
  }),
  z.object({
    type: z.literal("roster"),
    people: z.array(number),
    muted: z.array(z.string()).default([]),
    held: z.array(z.string()).optional(),
    n: z.number(),
  }),
  z.object({ type: z.literal("sharing"), session: z.string(), change: z.enum(["started", "updated", "ended"]) }),
]);
/** The exchange's memo of a call: which branch it belongs to. */
const kept = z.object({ branch: z.string() });
const anyEvent = z.looseObject({ ...head, type: z.string() });

/**
 * Callbacks of the exchange: JSON, signed with the secret that it shares with the account. All accounts sign in one header, so the head does not
 * say which of them is meant.
 */
export const exchangeWebhook = (account: string, { reportsAt, reasons, decisions }: ExchangeTraits): Webhook => ({
  reportsAt,
  claims: ({ headers }) => headers.has("x-exchange-signature"),
  async verify({ publicUrl, headers, body }) {
    const tenantId = headers.get("x-exchange-branch") ?? "main";
    if (headers.get("x-exchange-signature") === sign(publicUrl, textOf(body), tenantId, account))
      return { role: "exchange", tenantId };
    throw new CallingError("unauthenticated", "callback refused: its signature is wrong");
  },
  refuseSender(principal, memo) {
    const { branch } = kept.safeParse(memo).data ?? { branch: "main" };
    return principal.tenantId === branch
      ? undefined
      : `it belongs to branch ${principal.tenantId}, and the call to ${branch}`;
  },
  parse(inbound): Parsed {
    const event = anyEvent.safeParse(json(inbound.body)).data;
    if (!event) throw new CallingError("invalid-request", "the callback is not an event of the exchange");
    const { call, event: serial, type, leg } = event;
    const base = { ...origin(inbound, call), id: `${type}:${serial}`, ...(leg === undefined ? {} : { leg }) };
    const signal = read(event, base, reasons === "words" ? inWords : inNumbers);
    const signals = [signal ?? ({ ...base, kind: "unrecognized", type } as const)];
    return signal && decisions !== "by request" && isDecidedNext(signal)
      ? { signals, awaitsDecision: { withinMs: 10_000, undecided: undecided[decisions] } }
      : { signals };
  },
});

/** A caller is announced, or given back. */
function isDecidedNext(signal: Signal): boolean {
  return signal.kind === "incoming" || (signal.kind === "operation" && isGivenBack(signal));
}

function isGivenBack({ verb, outcome }: OperationSignal): boolean {
  return verb === "redirect" && outcome === "failed";
}

const undecided = {
  "in the response": { status: 200, body: '{"verb":"busy"}' },
  "either way": { status: 200, body: '{"verb":"wait"}' },
} as const;

type Base = Pick<Signal, "id" | "at" | "call" | "providerCallId" | "leg">;

function read(event: unknown, base: Base, resultOf: (code: number) => ResultInfo): Signal | undefined {
  const fact = known.safeParse(event).data;
  switch (fact?.type) {
    case "incoming":
      return { ...base, kind: "incoming", id: "incoming", from: fact.from, to: fact.to };
    case "ringing":
    case "connected":
      return { ...base, kind: "state", state: fact.type };
    case "returned":
      return { ...base, kind: "returned" };
    case "ended":
      return { ...base, kind: "state", id: "ended", state: "disconnected", result: resultOf(fact.code) };
    case "done": {
      const { verb, operation: operationId, outcome, code, who } = fact;
      const result = code === undefined ? {} : { result: resultOf(code) };
      const participant = who ? { participant: { id: who.number, party: who } } : {};
      const id = `operation:${operationId}`;
      return { ...base, kind: "operation", id, verb, operationId, outcome, ...result, ...participant };
    }
    case "tone": {
      const tone = readTone(fact.tone);
      const { n: sequence, at = base.at } = fact;
      if (!tone) return undefined;
      return { ...base, kind: "dtmf", id: sequence === undefined ? base.id : `tone:${sequence}`, at, tone, sequence };
    }
    case "gathered": {
      const { operation: operationId, keys, why } = fact;
      const tones = [...keys].flatMap((key) => readTone(key) ?? []);
      return { ...base, kind: "collected", id: `operation:${operationId}`, operationId, tones, endedBy: gathered[why] };
    }
    case "roster": {
      const participants = fact.people.map((party) => ({
        ...{ id: party.number, party },
        ...(fact.muted.includes(party.number) ? { muted: true } : {}),
        ...(fact.held ? { onHold: fact.held.includes(party.number) } : {}),
      }));
      return { ...base, kind: "participants", participants, sequence: fact.n };
    }
    case "sharing":
      return { ...base, kind: "content-sharing", sessionId: fact.session, change: fact.change };
    default:
      return undefined;
  }
}

const gathered = { complete: "keys", quiet: "timeout", stopped: "canceled", left: "call-ended" } as const;

function origin({ at, callKey }: Inbound, call: string) {
  return { at, providerCallId: call, call: callKey === undefined ? { alias: call } : { key: callKey } };
}

/** The words of an exchange that has no numbers. */
export const words: ReadonlyMap<number, string> = new Map([
  [200, "hung_up"],
  [302, "handed_over"],
  [408, "not_answered"],
  [480, "unreachable"],
  [486, "user_busy"],
  [487, "caller_left"],
  [603, "declined"],
]);

function inNumbers(code: number): ResultInfo {
  return { code, subcode: 0, message: "" };
}

function inWords(code: number): ResultInfo {
  return { code: words.get(code) ?? "", subcode: "", message: "", details: { switch: { release: code } } };
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(body));
  } catch {
    return undefined;
  }
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}
