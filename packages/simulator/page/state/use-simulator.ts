import { useState, useSyncExternalStore } from "react";
import type { SimControl } from "../link/sim-control.js";
import { type Followed, followSim } from "./follow.js";

/** The simulator as it is now. */
export function useSimulator(control: SimControl): Followed {
  const [follower] = useState(() => followSim(control, Date.now));
  return useSyncExternalStore(follower.subscribe, follower.current);
}
