import { useEffect, useState } from "react";
import { type SimView, simNow } from "./sim-view.js";

/** The simulator's time, looked at every `everyMs` while `running`. */
export function useSimNow(view: SimView, running: boolean, everyMs = 250): number {
  const [, look] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => look((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [running, everyMs]);
  return simNow(view, Date.now());
}
