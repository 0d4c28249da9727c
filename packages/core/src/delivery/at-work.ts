import type { CallHolder } from "../actor/call-holder.js";
import type { Happening } from "../record/happening.js";
import { partiesOf } from "../telemetry/about-call.js";

/** How long a handler may run on when its call is over before that is warned about, ms: it may have a record to write. */
const graceMs = 30_000;

/** A handler that has begun and not ended. */
interface AtWork {
  readonly event: Happening["type"];
  readonly since: number;
}

const atWork = new WeakMap<CallHolder, Set<AtWork>>();

/**
 * Counts a handler until the function it returns is called. One that still runs well after its call is over, or was lost, is warned about:
 * a handler that never ends keeps its event, and with it the call.
 */
export function begins(holder: CallHolder, event: Happening["type"]): () => void {
  const { clock, telemetry } = holder.runtime;
  const counted = { "trunkline.event.type": event };
  const handlers = atWork.get(holder) ?? watch(holder);
  const handler = { event, since: clock.now() };
  handlers.add(handler);
  telemetry.measure("handlers", 1, counted);
  return () => {
    handlers.delete(handler);
    telemetry.measure("handlers", -1, counted);
  };
}

/** Looks once, when the call is over and the grace is up. */
function watch(holder: CallHolder): Set<AtWork> {
  const handlers = new Set<AtWork>();
  atWork.set(holder, handlers);
  const { life, runtime } = holder;
  const look = () => void runtime.clock.setTimer(graceMs, () => warn(holder, handlers));
  if (life.end.over) look();
  else life.end.on(look);
  return handlers;
}

function warn(holder: CallHolder, handlers: ReadonlySet<AtWork>): void {
  const { clock, telemetry } = holder.runtime;
  const why = holder.life.ended.settled ? "call-ended" : "superseded";
  for (const { event, since } of handlers) {
    const about = { callRef: holder.ref, event, why, ranMs: clock.now() - since };
    telemetry.log("handlerRuns", { ...about, ...partiesOf(telemetry, holder.record) });
  }
}
