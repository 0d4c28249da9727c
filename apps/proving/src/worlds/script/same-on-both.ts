import type { Scenario } from "./scenario.js";
import { kindOf } from "./trouble.js";

/** Troubles that change nothing of what a bot is told, nor when. Whatever they strike is taken once, at its time. */
const harmless: ReadonlySet<string> = new Set(["duplicate", "callbacks-first", "key-rotation"]);

/**
 * Whether the unified trace must be the same on both clouds. With other troubles what is lost, late or refused differs:
 * a request that one cloud may repeat the other may not, and one event of one cloud is two of the other.
 */
export function leavesTraceAlone({ troubles, paceMs }: Scenario): boolean {
  const kinds = troubles.map(kindOf);
  // A second key so soon is not asked for: made-up key ids would cost the key server as much.
  const rotations = kinds.filter((kind) => kind === "key-rotation").length;
  return paceMs > 0 && rotations <= 1 && kinds.every((kind) => harmless.has(kind));
}
