import { deepEqual, ok } from "node:assert/strict";
import { CallingError, callStates, type Inbound, type ResultInfo, type Signal, tones } from "@trunkline/core";
import { type AdapterContext, inGroup } from "../../stage/adapter-case.js";
import { onTheLine } from "../../stage/calls.js";
import type { Reading } from "../../stage/requests.js";

/** How an adapter parses callbacks: lenient in what it reads, strict in what it yields. */
export const reading = inGroup("webhook", { line: true }, [
  {
    name: "parsing a callback yields the same signals each time, and does not change it",
    async run(context) {
      for (const { inbound, principal, parsed } of await readingsOfACall(context)) {
        const body = new Uint8Array(inbound.body);
        const again = context.under.adapter.webhook.parse(inbound, principal);
        deepEqual(again.signals, parsed.signals);
        deepEqual(inbound.body, body, "the body was changed");
      }
    },
  },
  {
    name: "any content of a callback is parsed or refused as invalid or forbidden, and what is parsed is valid",
    async run(context) {
      const { webhook } = context.under.adapter;
      for (const { inbound, principal } of await readingsOfACall(context)) {
        for (const body of changedBodies(inbound.body)) {
          const changed: Inbound = { ...inbound, body };
          const signals = readOrRefused(() => webhook.parse(changed, principal).signals, body);
          for (const signal of signals) isValid(signal, changed);
        }
      }
    },
  },
  {
    name: "a request from an unknown sender is refused with a CallingError",
    async run(context) {
      const { webhook } = context.under.adapter;
      for (const headers of unknownHeaders) {
        const inbound = { ...unknownSender, headers: new Headers(headers) };
        webhook.claims(inbound);
        const error = await webhook.verify(inbound).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        ok(
          CallingError.is(error),
          `${JSON.stringify(headers)} was let in, or failed with something other than a CallingError`,
        );
        ok(["unauthenticated", "forbidden"].includes(error.code), `${JSON.stringify(headers)}: ${error.code}`);
      }
    },
  },
]);

const unknownSender: Omit<Inbound, "headers"> = {
  method: "POST",
  url: new URL("https://bot.example.com/calls"),
  publicUrl: "https://bot.example.com/calls",
  body: new TextEncoder().encode("{}"),
  at: 0,
  callKey: undefined,
};

const unknownHeaders: readonly Record<string, string>[] = [
  {},
  { authorization: "" },
  { authorization: "Bearer" },
  { authorization: "Bearer a.b.c" },
  { authorization: `Bearer ${"x".repeat(20_000)}` },
  { authorization: "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOm51bGwsImF1ZCI6W119." },
  { authorization: "Basic bm9ib2R5Om5vdGhpbmc=" },
];

/** The callbacks of a call with Ada that was up, as the adapter read them. */
async function readingsOfACall(context: AdapterContext): Promise<readonly Reading[]> {
  await onTheLine(context);
  await context.under.ada.hangUp?.();
  await context.pass(5_000);
  const readings = [...context.requests.readings];
  ok(readings.length > 0, "no callback was read");
  return readings;
}

function readOrRefused(read: () => readonly Signal[], body: Uint8Array): readonly Signal[] {
  try {
    return read();
  } catch (error) {
    const text = JSON.stringify(new TextDecoder().decode(body).slice(0, 200));
    if (!CallingError.is(error))
      throw new Error(`${text} makes parse throw something other than a CallingError`, { cause: error });
    ok(error.code === "invalid-request" || error.code === "forbidden", `${text} is refused with ${error.code}`);
    return [];
  }
}

/** What core assumes of a signal. */
function isValid(signal: Signal, { callKey }: Inbound): void {
  const what = JSON.stringify(signal).slice(0, 300);
  ok(typeof signal.id === "string" && signal.id !== "", `no id: ${what}`);
  ok(Number.isFinite(signal.at), `no time: ${what}`);
  ok(signal.call || signal.providerCallId || callKey !== undefined, `it names no call: ${what}`);
  if (signal.call && callKey !== undefined && signal.kind !== "incoming")
    deepEqual(signal.call, { key: callKey }, `not about the call at whose address it arrived: ${what}`);
  if (signal.kind === "state") ok(callStates.includes(signal.state), `${signal.state} is not a state`);
  if ((signal.kind === "state" || signal.kind === "operation") && signal.result) isResult(signal.result, what);
  if (signal.kind === "dtmf") ok(tones.includes(signal.tone), `${signal.tone} is not a tone`);
  if (signal.kind === "participants")
    for (const { id, party } of signal.participants)
      ok(typeof id === "string" && party.kind, `a participant without a party: ${what}`);
  if (signal.kind === "incoming") ok(signal.from.kind && signal.to.kind, `an incoming call without parties: ${what}`);
}

function isResult({ code, subcode, details = {} }: ResultInfo, what: string): void {
  for (const one of [code, subcode])
    ok(typeof one === "string" || Number.isFinite(one), `a code is neither number nor word: ${what}`);
  deepEqual(JSON.parse(JSON.stringify(details)), details, `the details of a result are not data: ${what}`);
}

/** Values that replace those of the callback. */
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  "",
  "\u0000",
  "x".repeat(300),
  [],
  [null],
  {},
  { a: { b: [] } },
];

/** Corruptions of a body: cut short, bits flipped, each value replaced or left out. A body that is not JSON is only cut and flipped. */
function* changedBodies(body: Uint8Array): Generator<Uint8Array> {
  for (let part = 0; part < 16; part++) yield body.slice(0, Math.floor((body.byteLength * part) / 16));
  for (let part = 0; part < 16; part++) yield flipped(body, Math.floor((body.byteLength * part) / 16));
  const value = json(body);
  if (value !== undefined)
    for (const changed of changes(value)) yield new TextEncoder().encode(JSON.stringify(changed));
}

function flipped(body: Uint8Array, at: number): Uint8Array {
  const copy = new Uint8Array(body);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function* changes(value: unknown): Generator<unknown> {
  yield* odd;
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const put = (changed: unknown) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
    for (const changed of changes(member)) yield put(changed);
    yield Array.isArray(value) ? value.filter((one) => one !== member) : { ...value, [key]: undefined };
  }
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
