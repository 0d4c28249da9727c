import { CallingError } from "@trunkline/core";
import type { Played } from "../play/play-scenario.js";
import type { WorldProvider } from "../stage/cloud.js";
import { forwardOnly, oneEnd } from "./calls.js";
import { acknowledged, appliedOnce, digits } from "./entries.js";

/** What must hold in every world, regardless of its faults. */
export const promises: Readonly<Record<string, (played: Played) => readonly string[]>> = {
  "one end": oneEnd,
  "forward only": forwardOnly,
  acknowledged,
  "applied once": appliedOnce,
  digits,
  "nothing left": nothingLeft,
  errors,
};

/** A broken promise, in words. */
export interface Violation {
  readonly promise: string;
  /** The cloud on which it was broken; absent when the two clouds differ. */
  readonly provider?: WorldProvider;
  readonly what: string;
}

/** When everyone has hung up and time has passed, nothing is awaited, stored or running. */
function nothingLeft({ history, live, remembered, onTheLine, timers }: Played): readonly string[] {
  return [
    ...[...history.awaited].map((what) => `"${what}" was never settled`),
    ...live.map((ref) => `${history.nameOf(ref) ?? ref} still counts as live`),
    ...(remembered.length > 0 ? [`the store still remembers ${remembered.length} calls`] : []),
    ...(onTheLine > 0 ? [`${onTheLine} calls go on at the cloud`] : []),
    ...(timers > 0 ? [`${timers} timers were left behind`] : []),
  ];
}

/** Impossible requests are refused with the right code, and without faults there are no background errors. */
function errors({ history, scenario }: Played): readonly string[] {
  const behind = history.delivered.flatMap(({ event }) => {
    if (event.type !== "error") return [];
    const made = scenario.faults.length > 0 && CallingError.is(event.error);
    return made ? [] : [`an error was reported: ${describe(event.error)}`];
  });
  return [...history.wronglyAllowed, ...behind];
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
