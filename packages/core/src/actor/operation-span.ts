import { type Attributes, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Outcome } from "../record/happening.js";
import type { EndedOperation } from "../reduce/turn.js";
import { wordsOf } from "../telemetry/redact.js";
import { partiesOf, type Telemetry } from "../telemetry/telemetry.js";
import { contextBelow, readTrace } from "../telemetry/trace-parent.js";
import type { CallActor } from "./call-actor.js";
import { tonesOf } from "./tones-of.js";

/**
 * The span of an operation, from its request to its end, below the span under which it was begun. It is made here in one go, and not
 * begun there: the instance that writes the end need not be the one that sent the request, which may be dead; and a span that was begun
 * in one process cannot be ended in another.
 */
export function recordOperationSpan(actor: CallActor, ended: EndedOperation): void {
  const { record } = actor;
  const { telemetry, clock } = actor.runtime;
  const { operation, outcome, origin } = ended;
  const told = readTrace(origin.trace);
  const span = telemetry.tracer.startSpan(
    `trunkline.${operation.verb}`,
    {
      kind: SpanKind.CLIENT,
      // As a date: older SDKs take a number from before the process began for a reading of its own clock.
      startTime: new Date(operation.startedAt),
      attributes: { "trunkline.provider": record.provider, "trunkline.verb": operation.verb },
      links: told ? [{ context: told }] : [],
    },
    contextBelow(operation.trace ?? record.trace),
  );
  // Without an SDK, or not sampled: the rest would be for nobody, and costs more than all that comes before it.
  if (!span.isRecording()) return;
  span.setAttributes(attributesOf(actor, ended));
  if (outcome.outcome === "failed")
    span.setStatus({ code: SpanStatusCode.ERROR, message: failureWords(telemetry, outcome) });
  // Two instances, two clocks.
  span.end(new Date(Math.max(clock.now(), operation.startedAt)));
}

/** What went wrong, by a word out of few; nothing where nothing did. */
export function failureType({ outcome, error }: Outcome): string | undefined {
  return outcome === "failed" ? (error?.code ?? "operation-failed") : undefined;
}

function attributesOf(actor: CallActor, { operation, outcome, origin }: EndedOperation): Attributes {
  const { telemetry } = actor.runtime;
  const failure = failureType(outcome);
  const { from, to } = partiesOf(telemetry, actor.record);
  const tones = telemetry.reveal.tones ? tonesOf(operation, outcome) : undefined;
  return {
    "trunkline.call.ref": actor.ref,
    "trunkline.call.direction": actor.record.direction,
    "trunkline.operation.id": operation.id,
    "trunkline.outcome": outcome.outcome,
    "trunkline.source": origin.source,
    ...(operation.internal ? { "trunkline.internal": true } : {}),
    ...(failure === undefined ? {} : { "error.type": failure }),
    ...(outcome.result ? { "trunkline.result": `${outcome.result.code}/${outcome.result.subcode}` } : {}),
    ...(from === undefined ? {} : { "trunkline.call.from": from }),
    ...(to === undefined ? {} : { "trunkline.call.to": to }),
    ...(tones === undefined ? {} : { "trunkline.tones": tones }),
  };
}

function failureWords({ reveal }: Telemetry, { error, result }: Outcome): string {
  return wordsOf(error?.message ?? result?.message ?? "", reveal);
}
