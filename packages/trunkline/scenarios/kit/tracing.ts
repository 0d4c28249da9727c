import { trace } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

/** The real SDK, registered for this process until it is disposed of. What it exports stays in memory. */
export function openTracing() {
  const exported = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exported)] });
  trace.setGlobalTracerProvider(provider);
  return {
    /** Everything that spans say, once they have ended. */
    spans: () =>
      exported.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    async [Symbol.asyncDispose]() {
      trace.disable();
      await provider.shutdown();
    },
  };
}
