import type { Rules } from "../reduce/turn.js";
import type { CallActor } from "./call-actor.js";

/** By what a turn of a call goes: the time, the adapter, and who listens here. */
export function rulesOf({ runtime, adapter, life }: CallActor): Rules {
  const { clock, newId, random, settings, hub } = runtime;
  return {
    now: clock.now(),
    adapter,
    reconcileEveryMs: settings.reconcileEveryMs,
    listens: (type) => hub.listens(type) || life.listens(type),
    newId,
    random,
  };
}
