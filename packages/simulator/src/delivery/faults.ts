import type { Random } from "../engine/random.js";
import type { Fault, FaultEffect, FaultSpec } from "./fault.js";

/** What a callback or a request is, as far as faults care. */
export interface FaultSubject {
  readonly cloud: "acs" | "graph";
  readonly botId?: string | undefined;
  readonly callId?: string | undefined;
  readonly title?: string | undefined;
  readonly path?: string | undefined;
}

/** The faults that are set. */
export interface Faults {
  list(): readonly Fault[];
  add(spec: FaultSpec): Fault;
  remove(id: string): void;
  clear(): void;
  /** Told whenever the list changes; returns how to stop. */
  on(listener: () => void): () => void;
  /** The effects that hit this subject now; counts down those that are limited. */
  strike<Kind extends FaultEffect["kind"]>(
    subject: FaultSubject,
    kinds: readonly Kind[],
  ): readonly Extract<FaultEffect, { kind: Kind }>[];
}

export function createFaults(random: Random): Faults {
  let faults: readonly Fault[] = [];
  let count = 0;
  const listeners = new Set<() => void>();
  const set = (next: readonly Fault[]): void => {
    faults = next;
    for (const listener of [...listeners]) listener();
  };

  return {
    list: () => faults,
    add(spec) {
      const fault: Fault = { ...spec, id: spec.id ?? `fault-${++count}` };
      set([...faults.filter((other) => other.id !== fault.id), fault]);
      return fault;
    },
    remove: (id) => set(faults.filter((fault) => fault.id !== id)),
    clear: () => set([]),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    strike(subject, kinds) {
      const effects: Extract<FaultEffect, { kind: (typeof kinds)[number] }>[] = [];
      for (const fault of faults) {
        const { effect } = fault;
        if (!isOneOf(effect, kinds) || !matches(fault, subject)) continue;
        if (fault.probability !== undefined && random.next() >= fault.probability) continue;
        effects.push(effect);
        if (fault.times !== undefined) set(countDown(faults, fault));
      }
      return effects;
    },
  };
}

function isOneOf<Kind extends FaultEffect["kind"]>(
  effect: FaultEffect,
  kinds: readonly Kind[],
): effect is Extract<FaultEffect, { kind: Kind }> {
  return kinds.some((kind) => kind === effect.kind);
}

function matches(fault: Fault, subject: FaultSubject): boolean {
  const { match } = fault;
  if (!match) return true;
  const contains = (part: string | undefined, whole: string | undefined): boolean =>
    part === undefined || (whole ?? "").toLowerCase().includes(part.toLowerCase());
  return (
    (match.cloud === undefined || match.cloud === subject.cloud) &&
    (match.botId === undefined || match.botId === subject.botId) &&
    (match.callId === undefined || match.callId === subject.callId) &&
    contains(match.title, subject.title) &&
    contains(match.path, subject.path)
  );
}

function countDown(faults: readonly Fault[], fault: Fault): readonly Fault[] {
  const left = (fault.times ?? 1) - 1;
  if (left <= 0) return faults.filter((other) => other.id !== fault.id);
  return faults.map((other) => (other.id === fault.id ? { ...other, times: left } : other));
}
