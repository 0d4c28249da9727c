import { memberOf, refOf } from "../record/call-key.js";
import type { Happening } from "../record/happening.js";
import type { decodeEntry } from "../record/record-codec.js";
import type { Turn } from "../reduce/turn.js";
import { shownPath } from "../telemetry/redact.js";
import { partiesOf } from "../telemetry/telemetry.js";
import type { Instance } from "./instance.js";
import { type Observed, observeOperation } from "./observe-operation.js";

/** Metrics, spans and log lines for a committed turn. Each turn is committed once, on one instance, so each is recorded once. */
export function observeTurn(actor: Observed, turn: Turn): void {
  for (const ended of turn.ended) observeOperation(actor, ended);
  for (const kind of turn.late)
    actor.instance.telemetry.measure("late", 1, {
      "trunkline.provider": actor.record.provider,
      "trunkline.event.kind": kind,
    });
  for (const reason of turn.unheard) logUnheard(actor, reason);
  if (turn.astray.length > 0) logAstray(actor, turn);
  for (const happening of turn.happenings) {
    if ("internal" in happening && happening.internal) continue;
    logHappening(actor, happening);
    // It is delivered again because the call has changed hands again, which is a takeover of its own.
    if (happening.type === "call-recovered") countTakeover(actor, happening, turn.handedOver);
    // A repeated event was counted by the instance that delivered it first.
    else if (happening.attempt === 1) countHappening(actor, happening);
  }
}

function countTakeover(
  { instance, record, ref }: Observed,
  { state }: Extract<Happening, { type: "call-recovered" }>,
  handedOver: boolean,
) {
  const { telemetry } = instance;
  telemetry.measure("recovered", 1, { "trunkline.provider": record.provider });
  telemetry.log(handedOver ? "callHandedOver" : "callTakenOver", {
    callRef: ref,
    ...partiesOf(telemetry, record),
    state,
  });
}

/** Logged like a refusal at its arrival. */
function logUnheard({ instance, record }: Observed, reason: string): void {
  const more = instance.telemetry.pace("refused 403");
  if (more !== undefined) instance.telemetry.log("refused", { provider: record.provider, status: 403, reason, more });
}

function logAstray({ instance, record, ref }: Observed, { astray }: Turn): void {
  const { telemetry } = instance;
  const more = telemetry.pace("astray");
  if (more === undefined) return;
  telemetry.log("astray", {
    provider: record.provider,
    callRef: ref,
    events: astray.map(({ kind }) => kind).join(", "),
    path: astray[0]?.path,
    expected: shownPath(new URL(instance.callbackUrlOf(record.key))),
    more,
  });
}

function countHappening({ instance, record }: Observed, happening: Happening): void {
  const { measure } = instance.telemetry;
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

function logHappening(actor: Observed, happening: Happening): void {
  const { telemetry } = actor.instance;
  const { type, source, attempt } = happening;
  const loud = attempt === 1 && source === "reconciled";
  if (!telemetry.logging && !loud) return;
  const about = { callRef: actor.ref, ...partiesOf(telemetry, actor.record) };
  telemetry.log("event", { ...about, event: type, source, attempt, ...detailsOf(actor, happening) });
  if (loud) telemetry.log("reconciled", { ...about, event: type });
}

function detailsOf(actor: Observed, happening: Happening): { readonly reason?: string; readonly tones?: string } {
  if (happening.type === "call-ended") return { reason: happening.reason.kind };
  const shown = happening.type === "dtmf-received" && !happening.secret && actor.instance.telemetry.reveal.tones;
  return shown ? { tones: happening.tone } : {};
}

/** Another instance has taken over a call that this one still held. */
export function observeLoss({ instance, record, ref }: Observed): void {
  const { telemetry } = instance;
  telemetry.measure("lost", 1, { "trunkline.provider": record.provider });
  telemetry.log("callLost", { callRef: ref, ...partiesOf(telemetry, record) });
}

type Body = ReturnType<typeof decodeEntry>;

/** Events of a call without a record. Their address was made by this bot, or their call was known by name: so the call existed. */
export function observeUnknown(
  { telemetry, store, adapterOf }: Pick<Instance, "telemetry" | "store" | "adapterOf">,
  key: string,
  bodies: readonly Body[],
) {
  const events = bodies.flatMap((body) => ("call" in body && isOfACall(body) ? body.kind : []));
  const more = events.length === 0 ? undefined : telemetry.pace("unknownCall");
  if (more === undefined) return;
  const member = memberOf(key);
  telemetry.log("unknownCall", {
    callRef: refOf({ key, provider: adapterOf(member).name }),
    events: events.join(", "),
    reason: store.inProcess ? gone.inMemory : gone.elsewhere,
    more,
  });
}

/** An unrecognized signal that came to no call's address is an event of its own. */
function isOfACall({ kind, call }: Extract<Body, { call: unknown }>): boolean {
  return kind !== "unrecognized" || "key" in call;
}

const gone = {
  inMemory:
    "it was in the memory of a process that has ended, or it ended longer ago than keepEndedMs; with a store calls outlive their process",
  elsewhere:
    "it ended longer ago than keepEndedMs, or the store has lost it: FLUSHALL, eviction, a restart without persistence",
} as const;
