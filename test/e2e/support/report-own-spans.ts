import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';

/** What an application reports of its own work in a request: one span by OTLP and one by Zipkin, below a span of its sidecar. */
export async function reportOwnSpans(
  consoleUrl: string,
  { service, traceId, spanId }: { service: string; traceId: string; spanId: string },
): Promise<void> {
  const exporters = {
    'check stock': new OTLPTraceExporter({ url: `${consoleUrl}/v1/traces` }),
    'read prices': new ZipkinExporter({ url: `${consoleUrl}/api/v2/spans` }),
  };
  const parent = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: 1, isRemote: true });
  for (const [name, exporter] of Object.entries(exporters)) {
    const provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': service }),
      spanProcessors: [new SimpleSpanProcessor(exporter)],
    });
    provider.getTracer(service).startSpan(name, { kind: SpanKind.INTERNAL }, parent).end();
    await provider.forceFlush();
    await provider.shutdown();
  }
}
