import type { FaultEffect } from "@trunkline/simulator";
import fc from "fast-check";

/** A fault between the cloud and the bot. */
export interface WireFault {
  readonly on: "wire";
  readonly atMs: number;
  readonly effect: FaultEffect;
  /** How many callbacks or requests it affects; otherwise `forMs` says how long it lasts. */
  readonly times?: number;
  readonly forMs?: number;
}

/** From now on the cloud signs with another key. `forget`: the old one is removed from the published set. */
export interface KeyFault {
  readonly on: "keys";
  readonly atMs: number;
  readonly forget: boolean;
}

/** The store of one instance fails. `after`: requests are carried out, and only the answer is lost. */
export interface StoreFault {
  readonly on: "store";
  readonly atMs: number;
  readonly forMs: number;
  readonly instance: 0 | 1;
  readonly when: "before" | "after";
}

export type Fault = WireFault | KeyFault | StoreFault;

/** The kind of a fault, as reports and `harmless` name it. */
export function kindOf(fault: Fault): string {
  if (fault.on === "keys") return "key-rotation";
  if (fault.on === "store") return fault.when === "after" ? "store-answer-lost" : "store-down";
  const { effect } = fault;
  switch (effect.kind) {
    case "drop":
      return effect.retry ? "drop-and-retry" : "drop-for-good";
    case "respond":
      return `respond-${effect.status}${effect.afterEffect ? "-after-effect" : ""}`;
    case "hang-up-connection":
      return `broken-connection${effect.afterEffect ? "-after-effect" : ""}`;
    default:
      return effect.kind;
  }
}

const atMs = fc.integer({ min: 0, max: 30_000 });
const ms = (max: number) => fc.integer({ min: 20, max });

const effect: fc.Arbitrary<FaultEffect> = fc.oneof(
  ms(5000).map((ms): FaultEffect => ({ kind: "delay", ms })),
  fc.boolean().map((retry): FaultEffect => ({ kind: "drop", retry })),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(0, 700, 30_000))
    .map(([copies, afterMs]): FaultEffect => ({ kind: "duplicate", copies, afterMs })),
  ms(1500).map((withinMs): FaultEffect => ({ kind: "reorder", withinMs })),
  fc.constant<FaultEffect>({ kind: "corrupt" }),
  ms(3000).map((ms): FaultEffect => ({ kind: "slow-bot", ms })),
  fc.constant<FaultEffect>({ kind: "callbacks-first" }),
  fc.tuple(fc.constantFrom(429, 500, 502, 503), fc.constantFrom(undefined, 300, 2000), fc.boolean()).map(
    ([status, retryAfterMs, afterEffect]): FaultEffect => ({
      kind: "respond",
      status,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      // A throttling cloud has not carried out the request.
      ...(afterEffect && status !== 429 ? { afterEffect } : {}),
    }),
  ),
  fc.boolean().map((afterEffect): FaultEffect => ({ kind: "hang-up-connection", afterEffect })),
);

const struck: fc.Arbitrary<WireFault> = fc.record({
  on: fc.constant("wire"),
  atMs,
  effect,
  times: fc.integer({ min: 1, max: 6 }),
});
const dead: fc.Arbitrary<WireFault> = fc.record({
  on: fc.constant("wire"),
  atMs,
  effect: fc.constant<FaultEffect>({ kind: "dead-bot" }),
  forMs: ms(10_000),
});
/** Not in the first ten seconds: the keys have just been fetched then, and an unknown key counts as a forgery. */
const keys: fc.Arbitrary<KeyFault> = fc.record({
  on: fc.constant("keys"),
  atMs: fc.integer({ min: 10_100, max: 40_000 }),
  forget: fc.boolean(),
});
/** May be longer than a lease: the other instance then takes over. */
const store: fc.Arbitrary<StoreFault> = fc.record({
  on: fc.constant("store"),
  atMs,
  forMs: fc.oneof(ms(1500), ms(60_000)),
  instance: fc.constantFrom(0, 1),
  when: fc.constantFrom("before", "before", "after"),
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 80, arbitrary: struck },
  { weight: 8, arbitrary: dead },
  { weight: 20, arbitrary: store },
  // Making a key takes as long as playing several worlds.
  { weight: 1, arbitrary: keys },
);

/** One to four faults, of the same or of different kinds. */
export const faults: fc.Arbitrary<readonly Fault[]> = fc.array(fault, {
  minLength: 1,
  maxLength: 4,
  size: "max",
});
