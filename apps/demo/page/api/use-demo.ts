import { useEffect, useState } from "react";
import type { DemoState } from "../../src/protocol.js";
import type { DemoApi } from "./demo-api.js";
import { reduceDemo } from "./demo-view.js";

/** The demo as it is now; undefined until its server has spoken. */
export function useDemo(api: DemoApi): DemoState | undefined {
  const [state, setState] = useState<DemoState>();
  useEffect(() => {
    const stream = api.follow(
      (message) => setState((before) => reduceDemo(before, message)),
      () => {},
    );
    return stream.close;
  }, [api]);
  return state;
}
