import type { AcsOptions } from "@trunkline/acs";
import { CallingError } from "@trunkline/core";
import type { GraphOptions } from "@trunkline/graph";
import { z } from "zod";

/** The simulator's description of itself. The chosen adapter checks its own options. */
const settings = z.object({
  graph: z.custom<GraphOptions>((value) => typeof value === "object" && value !== null),
  acs: z.custom<AcsOptions>((value) => typeof value === "object" && value !== null),
});

/**
 * Asks a running simulator for the options that a bot needs.
 * @param address where it listens: `http://127.0.0.1:4010`.
 * @throws CallingError `unavailable` when no simulator answers there.
 */
export async function simulatorSettings(address: string): Promise<z.output<typeof settings>> {
  try {
    const response = await fetch(new URL("/_sim/settings", address));
    return settings.parse(await response.json());
  } catch (cause) {
    throw new CallingError("unavailable", `no simulator answers at ${address}`, {
      hint: "Start one: npx trunkline simulator --bot <the bot's own address>. It prints where it listens (TRUNKLINE_SIMULATOR).",
      retryable: true,
      cause,
    });
  }
}
