import { type Attributes, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { CallRecord } from "../record/call-record.js";
import type { OperationOutcome } from "../record/happening.js";
import type { OperationRecord } from "../record/operation-record.js";
import { decodeInput } from "../record/record-codec.js";
import type { EndedOperation } from "../reduce/turn.js";
import { wordsOf } from "../telemetry/redact.js";
import { partiesOf, type Telemetry } from "../telemetry/telemetry.js";
import { contextBelow, readTrace } from "../telemetry/trace-parent.js";
import { codesOf } from "../words/call-state.js";
import type { Instance } from "./instance.js";

/** The call that metrics, spans and log lines are about. */
export interface Observed {
  readonly instance: Pick<Instance, "telemetry" | "clock" | "callbackUrlOf">;
  readonly ref: string;
  readonly record: CallRecord;
}

/** Codes of operations whose outcome the provider did not report. */
const silent: readonly string[] = ["timeout", "outcome-unknown"];

/** The verbs that decide about an incoming call. */
const decisions: readonly string[] = ["answer", "reject", "redirect"];

/** Codes of a decision that came too late, or second: the caller is gone, or the call was decided about before. */
const overtaken: readonly string[] = ["call-ended", "superseded", "conflict"];

/** An operation has ended: its span, its duration, and a log line. */
export function observeOperation(observed: Observed, ended: EndedOperation): void {
  const { instance, record } = observed;
  const { operation, outcome } = ended;
  const tookMs = Math.max(instance.clock.now() - operation.startedAt, 0);
  const code = failureType(outcome);
  recordOperationSpan(observed, ended);
  const attributes = {
    "trunkline.provider": record.provider,
    "trunkline.verb": operation.verb,
    "trunkline.outcome": outcome.outcome,
  };
  instance.telemetry.measure(
    "operation",
    tookMs / 1000,
    code === undefined ? attributes : { ...attributes, "error.type": code },
  );
  if (code !== undefined || instance.telemetry.logging) logOperation(observed, ended, { tookMs, code });
}

function logOperation(
  observed: Observed,
  { operation, outcome }: EndedOperation,
  { tookMs, code }: { readonly tookMs: number; readonly code: string | undefined },
): void {
  const { telemetry } = observed.instance;
  const { id, verb } = operation;
  const about = { callRef: observed.ref, verb, ...partiesOf(telemetry, observed.record) };
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

/**
 * The span of an operation, from its request to its end, below the span in which it was begun. It is made at the end in one go: the
 * instance that writes the end may not be the one that sent the request, and a span cannot be ended in another process.
 */
function recordOperationSpan(observed: Observed, ended: EndedOperation): void {
  const { record } = observed;
  const { telemetry, clock } = observed.instance;
  const { operation, outcome, cause } = ended;
  const reported = readTrace(cause.trace);
  const span = telemetry.tracer.startSpan(
    `trunkline.${operation.verb}`,
    {
      kind: SpanKind.CLIENT,
      // As a date: older SDKs take a number from before the start of the process for a reading of its own clock.
      startTime: new Date(operation.startedAt),
      attributes: { "trunkline.provider": record.provider, "trunkline.verb": operation.verb },
      links: reported ? [{ context: reported }] : [],
    },
    contextBelow(operation.trace ?? record.trace),
  );
  // Without an SDK, or not sampled: attributes would be wasted, and they cost most.
  if (!span.isRecording()) return;
  span.setAttributes(attributesOf(observed, ended));
  if (outcome.outcome === "failed")
    span.setStatus({ code: SpanStatusCode.ERROR, message: failureWords(telemetry, outcome) });
  // Start and end may be by the clocks of two instances.
  span.end(new Date(Math.max(clock.now(), operation.startedAt)));
}

/** The kind of failure, one of few; `undefined` if there was none. */
function failureType({ outcome, error }: OperationOutcome): string | undefined {
  return outcome === "failed" ? (error?.code ?? "operation-failed") : undefined;
}

function attributesOf(observed: Observed, { operation, outcome, cause }: EndedOperation): Attributes {
  const { telemetry } = observed.instance;
  const failure = failureType(outcome);
  const { from, to } = partiesOf(telemetry, observed.record);
  const tones = telemetry.reveal.tones ? tonesOf(operation, outcome) : undefined;
  return {
    "trunkline.call.ref": observed.ref,
    "trunkline.call.direction": observed.record.direction,
    "trunkline.operation.id": operation.id,
    "trunkline.outcome": outcome.outcome,
    "trunkline.source": cause.source,
    ...(operation.internal ? { "trunkline.internal": true } : {}),
    ...(failure === undefined ? {} : { "error.type": failure }),
    ...(outcome.result ? { "trunkline.result": codesOf(outcome.result) } : {}),
    ...(from === undefined ? {} : { "trunkline.call.from": from }),
    ...(to === undefined ? {} : { "trunkline.call.to": to }),
    ...(tones === undefined ? {} : { "trunkline.tones": tones }),
  };
}

function failureWords({ reveal }: Telemetry, { error, result }: OperationOutcome): string {
  return wordsOf(error?.message ?? result?.message ?? "", reveal);
}

/** The tones that an operation sent, or the keys that it collected; nothing for a secret collection. */
function tonesOf({ verb, request, secret }: OperationRecord, { value }: OperationOutcome): string | undefined {
  if (verb === "sendDtmf" && request) return decodeInput(verb, request).tones.join("");
  if (verb !== "collectDtmf" || secret || typeof value !== "object" || value === null) return undefined;
  return "tones" in value && typeof value.tones === "string" ? value.tones : undefined;
}
