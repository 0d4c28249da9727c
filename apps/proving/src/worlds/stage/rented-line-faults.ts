import type { FaultEffect } from "@trunkline/simulator";
import type { WorldFaults } from "./cloud.js";

interface Fault {
  readonly effect: FaultEffect;
  /** How often it strikes yet. */
  times: number;
}

/** What goes wrong with one delivery of an event. */
interface EventTrouble {
  /** When further copies are sent, ms after the first. */
  readonly copies: readonly number[];
  readonly laterMs: number;
  /** It does not arrive, and the sender notices, or does not. */
  readonly lost: "noticed" | "for good" | undefined;
  /** The kinds of the faults, with commas. */
  readonly fault: string | undefined;
  body(request: Request): Promise<Request>;
}

/** The faults of the carrier, as far as worlds use them. */
export interface CarrierFaults extends WorldFaults {
  onEvent(): EventTrouble;
  onRequest(
    answer: () => Promise<Response>,
  ): Promise<{ readonly response: Response; readonly fault: string | undefined }>;
}

const ofEvents: readonly string[] = ["delay", "drop", "duplicate", "reorder", "corrupt", "dead-bot"];
const ofRequests: readonly string[] = ["respond", "hang-up-connection", "callbacks-first"];

export function carrierFaults(): CarrierFaults {
  const set = new Map<string, Fault>();
  let serial = 0;
  const strike = (kinds: readonly string[]): readonly FaultEffect[] => {
    const effects: FaultEffect[] = [];
    for (const [id, fault] of set) {
      if (!kinds.includes(fault.effect.kind)) continue;
      effects.push(fault.effect);
      if (--fault.times <= 0) set.delete(id);
    }
    return effects;
  };
  return {
    add({ effect, times = Number.POSITIVE_INFINITY }) {
      const id = `f${++serial}`;
      set.set(id, { effect, times });
      return { id };
    },
    remove: (id) => void set.delete(id),
    clear: () => set.clear(),
    onEvent: () => eventTrouble(strike(ofEvents)),
    async onRequest(answer) {
      const effects = strike(ofRequests);
      const fault = kindsOf(effects);
      for (const effect of effects) {
        if (effect.kind !== "respond" && effect.kind !== "hang-up-connection") continue;
        if (effect.afterEffect) await answer();
        return { response: failure(effect), fault };
      }
      const response = await answer();
      // The events that it causes are under way before it is answered.
      if (effects.length > 0)
        for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
      return { response, fault };
    },
  };
}

/** A gateway's answer: it says nothing in the carrier's own words. A connection that breaks looks the same to the adapter. */
function failure(effect: Extract<FaultEffect, { kind: "respond" | "hang-up-connection" }>): Response {
  if (effect.kind === "hang-up-connection") return new Response(null, { status: 502 });
  const { status, retryAfterMs } = effect;
  const headers = retryAfterMs === undefined ? {} : { "retry-after": `${retryAfterMs / 1000}` };
  return new Response(null, { status, headers });
}

function eventTrouble(effects: readonly FaultEffect[]): EventTrouble {
  let [laterMs, lost, cut]: [number, EventTrouble["lost"], boolean] = [0, undefined, false];
  const copies: number[] = [];
  for (const effect of effects) {
    if (effect.kind === "delay") laterMs += effect.ms;
    if (effect.kind === "reorder") laterMs += effect.withinMs ?? 1_000;
    if (effect.kind === "corrupt") cut = true;
    if (effect.kind === "dead-bot") lost ??= "noticed";
    if (effect.kind === "drop") lost = effect.retry ? "noticed" : "for good";
    if (effect.kind === "duplicate")
      for (let copy = 1; copy <= (effect.copies ?? 1); copy++) copies.push(effect.afterMs ?? 0);
  }
  const fault = kindsOf(effects);
  return {
    ...{ copies, laterMs, lost, fault },
    async body(request) {
      if (!cut) return request;
      const { url, method, headers } = request;
      const text = await request.text();
      return new Request(url, { method, headers, body: text.slice(0, text.length / 2) });
    },
  };
}

function kindsOf(effects: readonly FaultEffect[]): string | undefined {
  return effects.length === 0 ? undefined : effects.map(({ kind }) => kind).join(", ");
}
