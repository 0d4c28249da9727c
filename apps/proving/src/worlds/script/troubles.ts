import type { FaultEffect } from "@trunkline/simulator";
import fc from "fast-check";
import type { KeyTrouble, StoreTrouble, Trouble, WireTrouble } from "./trouble.js";

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
      // A cloud that is throttling has done nothing.
      ...(afterEffect && status !== 429 ? { afterEffect } : {}),
    }),
  ),
  fc.boolean().map((afterEffect): FaultEffect => ({ kind: "hang-up-connection", afterEffect })),
);

const struck: fc.Arbitrary<WireTrouble> = fc.record({
  on: fc.constant("wire"),
  atMs,
  effect,
  times: fc.integer({ min: 1, max: 6 }),
});
const dead: fc.Arbitrary<WireTrouble> = fc.record({
  on: fc.constant("wire"),
  atMs,
  effect: fc.constant<FaultEffect>({ kind: "dead-bot" }),
  forMs: ms(10_000),
});
/** Not in the first ten seconds: then the keys have only just been fetched, and an unknown one is taken for made up. */
const keys: fc.Arbitrary<KeyTrouble> = fc.record({
  on: fc.constant("keys"),
  atMs: fc.integer({ min: 10_100, max: 40_000 }),
  forget: fc.boolean(),
});
/** Longer than a lease, too: the other instance takes over then. */
const store: fc.Arbitrary<StoreTrouble> = fc.record({
  on: fc.constant("store"),
  atMs,
  forMs: fc.oneof(ms(1500), ms(60_000)),
  instance: fc.constantFrom(0, 1),
  when: fc.constantFrom("before", "before", "after"),
});

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 80, arbitrary: struck },
  { weight: 8, arbitrary: dead },
  { weight: 20, arbitrary: store },
  // Making a key takes as long as playing several worlds.
  { weight: 1, arbitrary: keys },
);

/** A few of one kind or of several. */
export const troubles: fc.Arbitrary<readonly Trouble[]> = fc.array(trouble, {
  minLength: 1,
  maxLength: 4,
  size: "max",
});
