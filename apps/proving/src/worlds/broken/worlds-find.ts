import { expect } from "vitest";
import { playSeed } from "../play-seed.js";
import { describeBroken } from "../report.js";
import { openPlayhouse } from "../stage/playhouse.js";
import type { WorldOptions } from "../stage/world.js";

/** Enough for everything that is broken on purpose here, several times over. */
const mostSeeds = 40;

/** Plays worlds with something broken on purpose until a promise is found to be broken. Returns how, with the seed. */
export async function worldsFind(promise: string, options: Pick<WorldOptions, "spoilStore"> = {}): Promise<string> {
  await using house = await openPlayhouse();
  for (let seed = 1; seed <= mostSeeds; seed++) {
    const { violations } = await playSeed(house, seed, options);
    if (violations.some((violation) => violation.promise === promise)) return describeBroken({ seed, violations });
  }
  return expect.fail(`${mostSeeds} worlds did not find "${promise}" broken`);
}
