import type { Call, CallingEvent } from "@trunkline/core";
import type { Recorded } from "../../scenarios/kit/trace.js";

/** An event that an instance received. */
export interface Delivered {
  readonly instance: number;
  readonly event: CallingEvent;
}

/** Everything that a bot received, did, and is still waiting for. */
export interface History {
  readonly delivered: readonly Delivered[];
  /** The events and notes of each call, by its label in the script. */
  readonly recorded: ReadonlyMap<string, readonly Recorded[]>;
  /** Calls that could not be created, by label, with the error code: there is no call to note it on. */
  readonly refused: ReadonlyMap<string, string>;
  /** Refs of the calls that `create` resolved with. */
  readonly created: ReadonlySet<string>;
  /** What the bot is waiting for, by name. */
  readonly awaited: ReadonlySet<string>;
  /** Requests that should have been refused and were not, or failed with the wrong error. */
  readonly wronglyAllowed: readonly string[];
  deliver(instance: number, event: CallingEvent): void;
  /** Sets the label of a call. */
  name(ref: string, label: string): void;
  nameOf(ref: string): string | undefined;
  refuse(label: string, code: string): void;
  create(ref: string): void;
  note(call: Call, text: string): void;
  allow(what: string): void;
  /** Counts the promise as awaited until it settles. */
  track<T>(what: string, promise: Promise<T>): Promise<T>;
}

export function openHistory(): History {
  const delivered: Delivered[] = [];
  const records: { readonly ref: string; readonly one: Recorded }[] = [];
  const names = new Map<string, string>();
  const refused = new Map<string, string>();
  const created = new Set<string>();
  const awaited = new Set<string>();
  const wronglyAllowed: string[] = [];
  let count = 0;
  return {
    delivered,
    refused,
    created,
    awaited,
    wronglyAllowed,
    get recorded() {
      const byLabel = new Map<string, Recorded[]>();
      for (const { ref, one } of records) {
        const label = names.get(ref) ?? "nameless";
        byLabel.set(label, [...(byLabel.get(label) ?? []), one]);
      }
      return byLabel;
    },
    deliver(instance, event) {
      delivered.push({ instance, event });
      const ref = refOf(event);
      if (ref !== undefined) records.push({ ref, one: { kind: "event", event } });
    },
    name: (ref, label) => void names.set(ref, label),
    nameOf: (ref) => names.get(ref),
    refuse: (label, code) => void refused.set(label, code),
    create: (ref) => void created.add(ref),
    note: (call, text) => void records.push({ ref: call.ref, one: { kind: "note", call, text } }),
    allow: (what) => void wronglyAllowed.push(what),
    track(what, promise) {
      const name = `${++count} ${what}`;
      awaited.add(name);
      const settle = () => void awaited.delete(name);
      promise.then(settle, settle);
      return promise;
    },
  };
}

/** The call that an event is about. */
export function refOf(event: CallingEvent): string | undefined {
  if ("call" in event) return event.call.ref;
  if (event.type === "incoming") return event.ref;
  return undefined;
}
