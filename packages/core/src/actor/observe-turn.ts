import type { Happening } from "../record/happening.js";
import type { Turn } from "../reduce/turn.js";
import { shownPath } from "../telemetry/redact.js";
import { partiesOf } from "../telemetry/telemetry.js";
import type { CallActor } from "./call-actor.js";
import { observeOperation } from "./observe-operation.js";

/** Counts, spans and lines for what a committed turn brought. A turn is committed once, on one instance: so each is told once. */
export function observeTurn(actor: CallActor, turn: Turn): void {
  for (const ended of turn.ended) observeOperation(actor, ended);
  for (const kind of turn.late)
    actor.runtime.telemetry.measure("late", 1, {
      "trunkline.provider": actor.record.provider,
      "trunkline.event.kind": kind,
    });
  for (const reason of turn.unheard) logUnheard(actor, reason);
  if (turn.astray.length > 0) logAstray(actor, turn);
  for (const happening of turn.happenings) {
    if ("internal" in happening && happening.internal) continue;
    logHappening(actor, happening);
    // Delivered again because the call changes hands once more: a takeover of its own.
    if (happening.type === "call-recovered") countTakeover(actor, happening, turn.handedOver);
    // One that is told again was counted by the instance that told it first.
    else if (happening.attempt === 1) countHappening(actor, happening);
  }
}

function countTakeover(
  { runtime, record, ref }: CallActor,
  { state }: Extract<Happening, { type: "call-recovered" }>,
  handedOver: boolean,
) {
  const { telemetry } = runtime;
  telemetry.measure("recovered", 1, { "trunkline.provider": record.provider });
  telemetry.log(handedOver ? "callHandedOver" : "callTakenOver", {
    callRef: ref,
    ...partiesOf(telemetry, record),
    state,
  });
}

/** As if it had been refused when it came. */
function logUnheard({ runtime, record }: CallActor, reason: string): void {
  const more = runtime.telemetry.pace("refused 403");
  if (more !== undefined) runtime.telemetry.log("refused", { provider: record.provider, status: 403, reason, more });
}

function logAstray({ runtime, record, ref }: CallActor, { astray }: Turn): void {
  const { telemetry } = runtime;
  const more = telemetry.pace("astray");
  if (more === undefined) return;
  telemetry.log("astray", {
    provider: record.provider,
    callRef: ref,
    events: astray.map(({ kind }) => kind).join(", "),
    path: astray[0]?.path,
    expected: shownPath(new URL(runtime.callbackUrlOf(record.key))),
    more,
  });
}

function countHappening({ runtime, record }: CallActor, happening: Happening): void {
  const { measure } = runtime.telemetry;
  const { type, source } = happening;
  const provider = { "trunkline.provider": record.provider };
  if (source === "reconciled") measure("reconciled", 1, { ...provider, "trunkline.event.type": type });
  if (type === "call-ended")
    measure("ended", 1, {
      ...provider,
      "trunkline.call.direction": record.direction,
      "trunkline.call.end": happening.reason.kind,
    });
}

function logHappening(actor: CallActor, happening: Happening): void {
  const { telemetry } = actor.runtime;
  const { type, source, attempt } = happening;
  const loud = attempt === 1 && source === "reconciled";
  if (!telemetry.logging && !loud) return;
  const about = { callRef: actor.ref, ...partiesOf(telemetry, actor.record) };
  telemetry.log("event", { ...about, event: type, source, attempt, ...detailsOf(actor, happening) });
  if (loud) telemetry.log("reconciled", { ...about, event: type });
}

function detailsOf(actor: CallActor, happening: Happening): { readonly reason?: string; readonly tones?: string } {
  if (happening.type === "call-ended") return { reason: happening.reason.kind };
  const shown = happening.type === "dtmf-received" && !happening.secret && actor.runtime.telemetry.reveal.tones;
  return shown ? { tones: happening.tone } : {};
}
