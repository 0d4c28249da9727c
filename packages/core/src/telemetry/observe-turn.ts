import type { CallHolder } from "../holder/call-holder.js";
import type { Happening } from "../record/happening.js";
import type { EndedOperation, Turn } from "../reduce/turn.js";
import { partiesOf } from "./about-call.js";
import { failureType, recordOperationSpan } from "./operation-span.js";
import { tonesOf } from "./tones-of.js";

/** Codes that say that a provider was silent where it should have told something. */
const silent: readonly string[] = ["timeout", "outcome-unknown"];

/** Counts, spans and lines for what a committed turn brought. A turn is committed once, on one instance: so each is told once. */
export function observeTurn(holder: CallHolder, turn: Turn): void {
  const { measure } = holder.runtime.telemetry;
  const { provider } = holder.record;
  for (const ended of turn.ended) observeOperation(holder, ended);
  for (const kind of turn.late) measure("late", 1, { "trunkline.provider": provider, "trunkline.event.kind": kind });
  for (const happening of turn.happenings) observeHappening(holder, happening);
}

function observeOperation(holder: CallHolder, ended: EndedOperation): void {
  const { telemetry, clock } = holder.runtime;
  const { id, operation, outcome } = ended;
  const { verb, startedAt } = operation;
  const tookMs = Math.max(clock.now() - startedAt, 0);
  const code = failureType(outcome);
  const { provider } = holder.record;
  recordOperationSpan(holder, ended);
  telemetry.measure("operation", tookMs / 1000, {
    "trunkline.provider": provider,
    "trunkline.verb": verb,
    "trunkline.outcome": outcome.outcome,
    ...(code === undefined ? {} : { "error.type": code }),
  });
  const about = { callRef: holder.ref, verb, operation: id, ...partiesOf(telemetry, holder.record) };
  if (code !== undefined && silent.includes(code)) telemetry.log("inDoubt", { ...about, code });
  const tones = telemetry.reveal.tones ? tonesOf(operation, outcome) : undefined;
  telemetry.log("operation", {
    ...{ ...about, outcome: outcome.outcome, tookMs },
    ...(code === undefined ? {} : { code }),
    ...(tones === undefined ? {} : { tones }),
  });
}

/** One that is told again was counted by the instance that told it first. */
function observeHappening(holder: CallHolder, happening: Happening): void {
  if ("internal" in happening && happening.internal) return;
  const { telemetry } = holder.runtime;
  const { provider, direction } = holder.record;
  const { type, source, attempt } = happening;
  const about = { callRef: holder.ref, ...partiesOf(telemetry, holder.record) };
  telemetry.log("event", { ...about, event: type, source, attempt, ...detailsOf(holder, happening) });
  if (attempt > 1) return;
  if (source === "reconciled") {
    telemetry.measure("reconciled", 1, { "trunkline.provider": provider, "trunkline.event.type": type });
    telemetry.log("reconciled", { ...about, event: type });
  }
  if (type === "call-recovered") {
    telemetry.measure("recovered", 1, { "trunkline.provider": provider });
    telemetry.log("callTakenOver", { ...about, state: happening.state });
  }
  if (type === "call-ended") {
    const end = { "trunkline.call.direction": direction, "trunkline.call.end": happening.reason.kind };
    telemetry.measure("ended", 1, { "trunkline.provider": provider, ...end });
  }
}

function detailsOf(holder: CallHolder, happening: Happening): { readonly reason?: string; readonly tones?: string } {
  if (happening.type === "call-ended") return { reason: happening.reason.kind };
  const shown = happening.type === "dtmf-received" && !happening.secret && holder.runtime.telemetry.reveal.tones;
  return shown ? { tones: happening.tone } : {};
}
