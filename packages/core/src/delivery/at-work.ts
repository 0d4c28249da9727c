import type { CallActor } from "../actor/call-actor.js";
import type { Happening } from "../record/happening.js";
import { partiesOf } from "../telemetry/telemetry.js";

/** How long a handler may run on when its call is over before that is warned about, ms: it may have a record to write. */
const graceMs = 30_000;

/** A handler that has begun and not ended. */
interface AtWork {
  readonly event: Happening["type"];
  readonly since: number;
}

const atWork = new WeakMap<CallActor, Set<AtWork>>();

/**
 * Counts a handler until the function it returns is called. One that still runs well after its call is over, or was lost, is warned about:
 * a handler that never ends keeps its event, and with it the call.
 */
export function begins(actor: CallActor, event: Happening["type"]): () => void {
  const { clock, telemetry } = actor.instance;
  const counted = { "trunkline.event.type": event };
  const handlers = atWork.get(actor) ?? watch(actor);
  const handler = { event, since: clock.now() };
  handlers.add(handler);
  telemetry.measure("handlers", 1, counted);
  return () => {
    handlers.delete(handler);
    telemetry.measure("handlers", -1, counted);
  };
}

/** Looks once, when the call is over and the grace is up. */
function watch(actor: CallActor): Set<AtWork> {
  const handlers = new Set<AtWork>();
  atWork.set(actor, handlers);
  const { life, instance } = actor;
  const look = () => void instance.clock.setTimer(graceMs, () => warn(actor, handlers));
  if (life.end.over) look();
  else life.end.on(look);
  return handlers;
}

function warn(actor: CallActor, handlers: ReadonlySet<AtWork>): void {
  const { clock, telemetry } = actor.instance;
  const why = actor.life.ended.settled ? "call-ended" : "superseded";
  for (const { event, since } of handlers) {
    const about = { callRef: actor.ref, event, why, ranMs: clock.now() - since };
    telemetry.log("handlerRuns", { ...about, ...partiesOf(telemetry, actor.record) });
  }
}
