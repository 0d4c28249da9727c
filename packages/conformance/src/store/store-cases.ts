import { commits } from "./cases/commits.js";
import { completions } from "./cases/completions.js";
import { deDuplication } from "./cases/de-duplication.js";
import { leases } from "./cases/leases.js";
import { aliases, listing } from "./cases/lookup.js";
import { loss } from "./cases/loss.js";
import { recovery } from "./cases/recovery.js";
import { retention } from "./cases/retention.js";
import { timers } from "./cases/timers.js";
import type { StoreCase } from "./stage/store-case.js";

/** Every promise of a store, as data: for another test runner than Vitest, or for a part of them. */
export const storeCases: readonly StoreCase[] = [
  ...deDuplication,
  ...leases,
  ...commits,
  ...completions,
  ...recovery,
  ...timers,
  ...aliases,
  ...retention,
  ...listing,
  ...loss,
];
