import type { CallHolder } from "../holder/call-holder.js";
import type { EndedOperation } from "../reduce/turn.js";
import { partiesOf } from "./about-call.js";
import { failureType, recordOperationSpan } from "./operation-span.js";
import { tonesOf } from "./tones-of.js";

/** Codes that say that a provider was silent where it should have told something. */
const silent: readonly string[] = ["timeout", "outcome-unknown"];

/** An operation came to its end: its span, its time, and a line. */
export function observeOperation(holder: CallHolder, ended: EndedOperation): void {
  const { runtime, record } = holder;
  const { operation, outcome } = ended;
  const tookMs = Math.max(runtime.clock.now() - operation.startedAt, 0);
  const code = failureType(outcome);
  recordOperationSpan(holder, ended);
  const told = {
    "trunkline.provider": record.provider,
    "trunkline.verb": operation.verb,
    "trunkline.outcome": outcome.outcome,
  };
  runtime.telemetry.measure("operation", tookMs / 1000, code === undefined ? told : { ...told, "error.type": code });
  if (runtime.telemetry.logging) logOperation(holder, ended, { tookMs, code });
}

function logOperation(
  holder: CallHolder,
  { operation, outcome }: EndedOperation,
  { tookMs, code }: { readonly tookMs: number; readonly code: string | undefined },
): void {
  const { telemetry } = holder.runtime;
  const about = {
    callRef: holder.ref,
    verb: operation.verb,
    operation: operation.id,
    ...partiesOf(telemetry, holder.record),
  };
  const tones = telemetry.reveal.tones ? tonesOf(operation, outcome) : undefined;
  telemetry.log("operation", {
    ...{ ...about, outcome: outcome.outcome, tookMs },
    ...(code === undefined ? {} : { code }),
    ...(tones === undefined ? {} : { tones }),
  });
  if (code !== undefined && silent.includes(code)) telemetry.log("inDoubt", { ...about, code });
}
