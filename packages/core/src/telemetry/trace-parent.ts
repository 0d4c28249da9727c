import {
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  trace,
} from "@opentelemetry/api";

/** A span, named in the form of the W3C's `traceparent` header: what a store keeps of it. */
export type TraceParent = string;

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The active span, ready to be written into a record; `undefined` without one, as without an SDK. */
export function traceNow(): TraceParent | undefined {
  const span = trace.getSpanContext(context.active());
  return span && formatTrace(span);
}

/** A span's name, as a store keeps it. A span that is not recorded has no name. */
export function formatTrace(span: SpanContext): TraceParent | undefined {
  if (!isSpanContextValid(span)) return undefined;
  const { traceId, spanId, traceFlags } = span;
  return `00-${traceId}-${spanId}-${(traceFlags & 0xff).toString(16).padStart(2, "0")}`;
}

/** The span that a record names, if it names one. */
export function readTrace(parent: TraceParent | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = form.exec(parent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

/** A context below the span that a record names, and below nothing else. */
export function contextBelow(parent: TraceParent | undefined): Context {
  const span = readTrace(parent);
  return span ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
}

/** Runs work below the span that a record names, or below the active span if it names none. */
export function runBelow<T>(parent: TraceParent | undefined, work: () => T): T {
  return parent === undefined ? work() : context.with(contextBelow(parent), work);
}

/** Runs work below a span of this process; without an SDK it just runs. */
export function runIn<T>(span: Span, work: () => T): T {
  if (!isSpanContextValid(span.spanContext())) return work();
  return context.with(trace.setSpan(context.active(), span), work);
}
