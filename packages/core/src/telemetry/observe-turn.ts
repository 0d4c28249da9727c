import type { CallHolder } from "../holder/call-holder.js";
import type { Happening } from "../record/happening.js";
import type { Turn } from "../reduce/turn.js";
import { partiesOf } from "./about-call.js";
import { observeOperation } from "./observe-operation.js";

/** Counts, spans and lines for what a committed turn brought. A turn is committed once, on one instance: so each is told once. */
export function observeTurn(holder: CallHolder, turn: Turn): void {
  for (const ended of turn.ended) observeOperation(holder, ended);
  for (const kind of turn.late)
    holder.runtime.telemetry.measure("late", 1, {
      "trunkline.provider": holder.record.provider,
      "trunkline.event.kind": kind,
    });
  for (const happening of turn.happenings) {
    if ("internal" in happening && happening.internal) continue;
    logHappening(holder, happening);
    // One that is told again was counted by the instance that told it first.
    if (happening.attempt === 1) countHappening(holder, happening);
  }
}

function countHappening({ runtime, record }: CallHolder, happening: Happening): void {
  const { measure } = runtime.telemetry;
  const { type, source } = happening;
  const provider = { "trunkline.provider": record.provider };
  if (source === "reconciled") measure("reconciled", 1, { ...provider, "trunkline.event.type": type });
  if (type === "call-recovered") measure("recovered", 1, provider);
  if (type === "call-ended")
    measure("ended", 1, {
      ...provider,
      "trunkline.call.direction": record.direction,
      "trunkline.call.end": happening.reason.kind,
    });
}

function logHappening(holder: CallHolder, happening: Happening): void {
  const { telemetry } = holder.runtime;
  const { type, source, attempt } = happening;
  const loud = attempt === 1 && (source === "reconciled" || type === "call-recovered");
  if (!telemetry.logging && !loud) return;
  const about = { callRef: holder.ref, ...partiesOf(telemetry, holder.record) };
  telemetry.log("event", { ...about, event: type, source, attempt, ...detailsOf(holder, happening) });
  if (!loud) return;
  if (source === "reconciled") telemetry.log("reconciled", { ...about, event: type });
  if (type === "call-recovered") telemetry.log("callTakenOver", { ...about, state: happening.state });
}

function detailsOf(holder: CallHolder, happening: Happening): { readonly reason?: string; readonly tones?: string } {
  if (happening.type === "call-ended") return { reason: happening.reason.kind };
  const shown = happening.type === "dtmf-received" && !happening.secret && holder.runtime.telemetry.reveal.tones;
  return shown ? { tones: happening.tone } : {};
}
