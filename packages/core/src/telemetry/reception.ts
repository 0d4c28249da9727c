import { type Span, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Runtime } from "../holder/runtime.js";
import type { Answer } from "../inbound/respond.js";
import { formatTrace, type TraceParent } from "./trace-parent.js";
import { wordsOf } from "./words.js";

/** What becomes known of a callback while it is taken in. */
export interface Reception {
  /** When it arrived, ms since 1970. */
  readonly at: number;
  provider?: string;
  callRef?: string;
  /** How many of its events were new, and how many had arrived before. */
  accepted: number;
  duplicate: number;
  span?: Span;
}

/** Begins the span of a callback whose sender is known: strangers have none. It reaches back to the arrival. */
export function beginCallbackSpan({ telemetry }: Runtime, reception: Reception): Span {
  const { at, provider, callRef } = reception;
  const span = telemetry.tracer.startSpan("trunkline.callback", {
    kind: SpanKind.CONSUMER,
    startTime: new Date(at),
    attributes: {
      ...(provider === undefined ? {} : { "trunkline.provider": provider }),
      ...(callRef === undefined ? {} : { "trunkline.call.ref": callRef }),
    },
  });
  reception.span = span;
  return span;
}

/** What its events carry of the span, so that what they bring about can point back to it. */
export function traceOf({ span }: Reception): TraceParent | undefined {
  return span && formatTrace(span.spanContext());
}

/** A callback was answered. */
export function observeCallback({ telemetry, clock }: Runtime, reception: Reception, answer: Answer): void {
  const { at, provider, callRef, accepted, duplicate, span } = reception;
  const { status } = answer.response;
  const tookMs = Math.max(clock.now() - at, 0);
  const from = provider === undefined ? {} : { provider };
  telemetry.measure("callback", tookMs / 1000, {
    "http.response.status_code": status,
    ...(provider === undefined ? {} : { "trunkline.provider": provider }),
  });
  span?.setAttributes({
    "http.response.status_code": status,
    "trunkline.events.accepted": accepted,
    "trunkline.events.duplicate": duplicate,
  });
  if (answer.refusal === undefined) {
    const about = callRef === undefined ? from : { ...from, callRef };
    telemetry.log("taken", { ...about, status, accepted, duplicate, tookMs });
  } else {
    const reason = wordsOf(answer.refusal, telemetry.reveal);
    span?.setAttribute("error.type", String(status));
    span?.setStatus({ code: SpanStatusCode.ERROR, message: reason });
    telemetry.refusals.add({ ...from, status, reason });
  }
  span?.end(new Date(Math.max(clock.now(), at)));
}
