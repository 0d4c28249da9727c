import { CallingError } from "@trunkline/core";
import type { Provider } from "../../scenarios/kit/cast.js";
import type { Played } from "../play/play-scenario.js";
import { forwardOnly, oneEnd } from "./calls.js";
import { acknowledged, appliedOnce, digits } from "./entries.js";

/** What must hold in every world, whatever went wrong in it. */
export const promises: Readonly<Record<string, (played: Played) => readonly string[]>> = {
  "one end": oneEnd,
  "forward only": forwardOnly,
  acknowledged,
  "applied once": appliedOnce,
  digits,
  "nothing left": nothingLeft,
  errors,
};

/** A promise that was broken, in words. */
export interface Violation {
  readonly promise: string;
  /** The cloud on which it was; absent when it is between the two. */
  readonly provider?: Provider;
  readonly what: string;
}

/** When everybody has hung up and time has passed, nothing is waited for, kept or left running. */
function nothingLeft({ history, live, remembered, onTheLine, timers }: Played): readonly string[] {
  return [
    ...[...history.awaited].map((what) => `"${what}" was never settled`),
    ...live.map((ref) => `${history.nameOf(ref) ?? ref} still counts as live`),
    ...(remembered.length > 0 ? [`the store still remembers ${remembered.length} calls`] : []),
    ...(onTheLine > 0 ? [`${onTheLine} calls go on at the cloud`] : []),
    ...(timers > 0 ? [`${timers} timers were left behind`] : []),
  ];
}

/** What nobody does is refused as what it is; and nothing fails behind the bot's back but what was made to fail. */
function errors({ history, scenario }: Played): readonly string[] {
  const behind = history.told.flatMap(({ event }) => {
    if (event.type !== "error") return [];
    const made = scenario.faults.length > 0 && CallingError.is(event.error);
    return made ? [] : [`an error was told: ${describe(event.error)}`];
  });
  return [...history.wronglyAllowed, ...behind];
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
