import type { EndedOperation } from "../reduce/turn.js";
import { wordsOf } from "../telemetry/redact.js";
import { partiesOf } from "../telemetry/telemetry.js";
import type { CallActor } from "./call-actor.js";
import { failureType, recordOperationSpan } from "./operation-span.js";
import { tonesOf } from "./tones-of.js";

/** Codes that say that a provider was silent where it should have told something. */
const silent: readonly string[] = ["timeout", "outcome-unknown"];

/** What decides about an incoming call. */
const decisions: readonly string[] = ["answer", "reject", "redirect"];

/** Codes of a decision that came too late, or second: the caller is gone, or somebody has decided. */
const overtaken: readonly string[] = ["call-ended", "superseded", "conflict"];

/** An operation came to its end: its span, its time, and a line. */
export function observeOperation(actor: CallActor, ended: EndedOperation): void {
  const { runtime, record } = actor;
  const { operation, outcome } = ended;
  const tookMs = Math.max(runtime.clock.now() - operation.startedAt, 0);
  const code = failureType(outcome);
  recordOperationSpan(actor, ended);
  const told = {
    "trunkline.provider": record.provider,
    "trunkline.verb": operation.verb,
    "trunkline.outcome": outcome.outcome,
  };
  runtime.telemetry.measure("operation", tookMs / 1000, code === undefined ? told : { ...told, "error.type": code });
  if (code !== undefined || runtime.telemetry.logging) logOperation(actor, ended, { tookMs, code });
}

function logOperation(
  actor: CallActor,
  { operation, outcome }: EndedOperation,
  { tookMs, code }: { readonly tookMs: number; readonly code: string | undefined },
): void {
  const { telemetry } = actor.runtime;
  const { id, verb } = operation;
  const about = { callRef: actor.ref, verb, ...partiesOf(telemetry, actor.record) };
  const tones = telemetry.reveal.tones ? tonesOf(operation, outcome) : undefined;
  telemetry.log("operation", {
    ...{ ...about, operation: id, outcome: outcome.outcome, tookMs },
    ...(code === undefined ? {} : { code }),
    ...(tones === undefined ? {} : { tones }),
  });
  if (code === undefined) return;
  if (silent.includes(code)) telemetry.log("inDoubt", { ...about, operation: id, code });
  const error = { type: code, message: wordsOf(outcome.error?.message ?? "", telemetry.reveal) };
  if (code === "unauthenticated") telemetry.log("notAccepted", { ...about, error });
  else if (decisions.includes(verb) && !overtaken.includes(code)) telemetry.log("decisionFailed", { ...about, error });
}
