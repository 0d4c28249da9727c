import { traceOf } from "./check/trace.js";
import type { SeedReport } from "./play-seed.js";

/** A world in words: its script, and for each cloud its trace and its wire. */
export function showWorld({ seed, scenario, played }: SeedReport): readonly string[] {
  return [
    `seed ${seed}: ${JSON.stringify(scenario, null, 2)}`,
    ...played.flatMap((one) => [
      `${one.provider}, what the bot was told: ${JSON.stringify(traceOf(one), null, 2)}`,
      `${one.provider}, the wire:`,
      ...one.wire.map((line) => `  ${line}`),
    ]),
  ];
}
