import { type Span, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Clock } from "../base/clock.js";
import type { AttributesOf } from "../telemetry/metrics.js";
import { wordsOf } from "../telemetry/redact.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import { formatTrace, type TraceParent } from "../telemetry/trace-parent.js";
import type { Answer } from "./respond.js";

/** What is learned of a callback while it is taken in. */
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

/** Begins the span of a callback whose sender is verified; callbacks of strangers have no span. It starts at the arrival. */
export function beginCallbackSpan({ telemetry }: { readonly telemetry: Telemetry }, reception: Reception): Span {
  const { at, provider, callRef } = reception;
  const startTime = new Date(at);
  const span = telemetry.tracer.startSpan("trunkline.callback", { kind: SpanKind.CONSUMER, startTime });
  if (provider !== undefined) span.setAttribute("trunkline.provider", provider);
  if (callRef !== undefined) span.setAttribute("trunkline.call.ref", callRef);
  reception.span = span;
  return span;
}

/** The span's name, which the events carry so that what they cause can point back to it. */
export function traceOf({ span }: Reception): TraceParent | undefined {
  return span && formatTrace(span.spanContext());
}

/** Measures and logs a callback that was answered, and ends its span. */
export function observeCallback(
  { telemetry, clock }: { readonly telemetry: Telemetry; readonly clock: Clock },
  reception: Reception,
  answer: Answer,
): void {
  const { at, provider, span } = reception;
  const { status, refusal } = answer;
  const now = Math.max(clock.now(), at);
  telemetry.measure("callback", (now - at) / 1000, attributesOf(status, provider));
  if (refusal === undefined) {
    endSpan(reception, { status, reason: undefined, now });
    if (telemetry.logging) logTaken(telemetry, reception, status, now);
    return;
  }
  const more = telemetry.pace(kindOfRefusal(reception, status));
  // Strangers may send many of these: the text is redacted only where it is shown.
  if (more === undefined && !span?.isRecording()) return;
  const reason = wordsOf(refusal, telemetry.reveal);
  endSpan(reception, { status, reason, now });
  if (more !== undefined) telemetry.log("refused", { ...aboutOf(reception), status, reason, more });
}

/** Strangers do not know the addresses of calls, so what they send does not crowd out the line about a call's own address. */
function kindOfRefusal({ callRef }: Reception, status: number): string {
  return callRef === undefined ? `refused ${status}` : `refused ${status} at a call`;
}

/** Written out, since it is made for every callback: a spread is the dearest thing here. */
function attributesOf(status: number, provider: string | undefined): AttributesOf<"callback"> {
  return provider === undefined
    ? { "http.response.status_code": status }
    : { "http.response.status_code": status, "trunkline.provider": provider };
}

interface Answered {
  readonly status: number;
  /** Why it was refused. */
  readonly reason: string | undefined;
  readonly now: number;
}

function endSpan({ span, accepted, duplicate }: Reception, { status, reason, now }: Answered): void {
  if (!span?.isRecording()) return;
  span.setAttributes({
    "http.response.status_code": status,
    "trunkline.events.accepted": accepted,
    "trunkline.events.duplicate": duplicate,
  });
  if (reason !== undefined) {
    span.setAttribute("error.type", String(status));
    span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
  }
  span.end(new Date(now));
}

function logTaken(telemetry: Telemetry, reception: Reception, status: number, now: number): void {
  const { at, accepted, duplicate } = reception;
  telemetry.log("taken", { ...aboutOf(reception), status, accepted, duplicate, tookMs: now - at });
}

/** What lines about a callback say of it. */
export function aboutOf({ provider, callRef }: Reception) {
  const from = provider === undefined ? {} : { provider };
  return callRef === undefined ? from : { ...from, callRef };
}
