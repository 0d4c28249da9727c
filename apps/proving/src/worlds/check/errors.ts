import { CallingError } from "@trunkline/core";
import type { Played } from "../play/play-scenario.js";

/** What nobody does is refused as what it is; and nothing fails behind the bot's back but what was made to fail. */
export function errors({ diary, scenario }: Played): readonly string[] {
  const behind = diary.told.flatMap(({ event }) => {
    if (event.type !== "error") return [];
    const made = scenario.troubles.length > 0 && CallingError.is(event.error);
    return made ? [] : [`an error was told: ${describe(event.error)}`];
  });
  return [...diary.wronglyAllowed, ...behind];
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
