import type { Call, CallingEvent } from "@trunkline/core";
import type { Recorded } from "../../scenarios/kit/trace.js";

/** Something that an instance was told. */
export interface Told {
  readonly instance: number;
  readonly event: CallingEvent;
}

/** Everything that a bot was told, did, and is still waiting for. */
export interface History {
  readonly told: readonly Told[];
  /** What was told and noted of each call, under the name that the script has for it. */
  readonly pages: ReadonlyMap<string, readonly Recorded[]>;
  /** Beginnings that came to nothing: no call is there to note it of. */
  readonly refused: ReadonlyMap<string, string>;
  /** Refs of the calls that `create` resolved with. */
  readonly created: ReadonlySet<string>;
  /** What the bot awaits, by name. */
  readonly awaited: ReadonlySet<string>;
  /** Things that had to be refused and were not, or with a wrong error. */
  readonly wronglyAllowed: readonly string[];
  tell(instance: number, event: CallingEvent): void;
  /** The name of a call in the script, once it is known. */
  name(ref: string, label: string): void;
  nameOf(ref: string): string | undefined;
  refuse(label: string, code: string): void;
  create(ref: string): void;
  note(call: Call, text: string): void;
  allow(what: string): void;
  /** Remembers that somebody waits for it, until it is settled. */
  track<T>(what: string, promise: Promise<T>): Promise<T>;
}

export function openHistory(): History {
  const told: Told[] = [];
  const recorded: { readonly ref: string; readonly one: Recorded }[] = [];
  const names = new Map<string, string>();
  const refused = new Map<string, string>();
  const created = new Set<string>();
  const awaited = new Set<string>();
  const wronglyAllowed: string[] = [];
  let count = 0;
  return {
    told,
    refused,
    created,
    awaited,
    wronglyAllowed,
    get pages() {
      const pages = new Map<string, Recorded[]>();
      for (const { ref, one } of recorded) {
        const label = names.get(ref) ?? "nameless";
        pages.set(label, [...(pages.get(label) ?? []), one]);
      }
      return pages;
    },
    tell(instance, event) {
      told.push({ instance, event });
      const ref = refOf(event);
      if (ref !== undefined) recorded.push({ ref, one: { kind: "event", event } });
    },
    name: (ref, label) => void names.set(ref, label),
    nameOf: (ref) => names.get(ref),
    refuse: (label, code) => void refused.set(label, code),
    create: (ref) => void created.add(ref),
    note: (call, text) => void recorded.push({ ref: call.ref, one: { kind: "note", call, text } }),
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
