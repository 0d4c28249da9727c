import type { CallActor } from "../actor/call-actor.js";
import type { Happening } from "../record/happening.js";
import { partiesOf } from "../telemetry/telemetry.js";

/** How long a handler may run after its call is over before a warning, ms: it may have a record to write. */
const graceMs = 30_000;

/**
 * Counts a handler as running until the returned function is called. A handler that still runs well after its call is over, or was lost,
 * causes a warning: one that never ends keeps its event, and with it the call.
 */
export function handlerBegins(actor: CallActor, event: Happening["type"]): () => void {
  const { instance, life } = actor;
  const { clock, telemetry } = instance;
  const counted = { "trunkline.event.type": event };
  const since = clock.now();
  let stopWatching = () => {};
  const watch = () => {
    stopWatching = clock.setTimer(graceMs, () => warn(actor, event, since));
  };
  if (life.end.over) watch();
  else stopWatching = life.end.on(watch);
  telemetry.measure("handlers", 1, counted);
  return () => {
    stopWatching();
    telemetry.measure("handlers", -1, counted);
  };
}

function warn(actor: CallActor, event: Happening["type"], since: number): void {
  const { clock, telemetry } = actor.instance;
  const why = actor.life.ended.settled ? "call-ended" : "superseded";
  const about = { callRef: actor.ref, event, why, ranMs: clock.now() - since };
  telemetry.log("handlerRuns", { ...about, ...partiesOf(telemetry, actor.record) });
}
