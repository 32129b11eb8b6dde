import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { getApplicationLogs } from '@/lib/protocol/api/application-logs';
import { getTrace } from '@/lib/protocol/api/traces';
import { AgentProcess } from './support/agent-process';
import { ConsoleProcess } from './support/console-process';
import { MeshClient } from './support/mesh-client';
import { waitUntil } from './support/wait-until';

const NAMESPACE = 'own-spans';
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-/;

let meshConsole: ConsoleProcess;
let provider: BasicTracerProvider;
let app: http.Server;
let client: MeshClient;
const agents: AgentProcess[] = [];
/** Traces the application took part in. */
const seen: string[] = [];

/** An application with OpenTelemetry: its span is a child of what its sidecar passes on. */
function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const [, traceId = '', spanId = ''] = TRACEPARENT.exec(String(request.headers.traceparent)) ?? [];
  const parent = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: 1, isRemote: true });
  const span = provider.getTracer('shop').startSpan('price', { kind: SpanKind.SERVER }, parent);
  span.addEvent('cache miss');
  span.end();
  seen.push(traceId);
  response.end('ok');
}

beforeAll(async () => {
  context.disable();
  propagation.disable();
  meshConsole = await ConsoleProcess.start();
  provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${meshConsole.url}/v1/traces` }))],
  });
  app = http.createServer(answer).listen(0, '127.0.0.1');
  await once(app, 'listening');
  const appPort = (app.address() as AddressInfo).port;
  agents.push(
    await AgentProcess.start(meshConsole, { name: 'shop', namespace: NAMESPACE, version: 'v1', appPort }),
    await AgentProcess.start(meshConsole, { name: 'caller', namespace: NAMESPACE }),
  );
  client = new MeshClient(agents[1]?.outbound ?? '');
});

afterAll(async () => {
  client?.close();
  await provider?.shutdown();
  await Promise.all(agents.map((agent) => agent.process.stop()));
  app?.closeAllConnections();
  app?.close();
  await meshConsole?.close();
});

describe("an application's spans", () => {
  it('stand in one trace below the span of its sidecar, as the same service', async () => {
    await waitUntil('a request to get through with a trace', async () => {
      const { code } = await client.send(`http://shop.${NAMESPACE}:9080/price`, {
        headers: { traceparent: `00-${'4bf92f3577b34da6a3ce929d0e0e4736'}-00f067aa0ba902b7-01` },
      });
      return code === 200 && seen.length > 0 ? true : undefined;
    });
    await provider.forceFlush();
    const traceId = seen[0] ?? '';
    const found = await waitUntil('the spans of both sides', async () => {
      const answered = await meshConsole.get(getTrace, {}, { id: traceId }).catch(() => undefined);
      const built = answered === undefined ? undefined : buildTrace(traceId, answered.spans);
      const own = built?.nodes.find(({ span }) => span.name === 'price');
      return own?.parent === undefined ? undefined : own;
    });
    expect(found.parent?.span).toMatchObject({ kind: 'SERVER', service: 'shop', namespace: NAMESPACE });
    expect(found.span).toMatchObject({
      service: 'shop',
      namespace: NAMESPACE,
      workload: found.parent?.span.workload,
      version: 'v1',
      details: { events: [{ name: 'cache miss' }] },
    });
  });

  it('are read back by the APIs of Jaeger, Zipkin and Tempo', async () => {
    for (const path of ['/jaeger/api/traces', '/zipkin/api/v2/trace', '/tempo/api/v2/traces']) {
      const answered = await fetch(`${meshConsole.url}${path}/${seen[0]}`);
      expect(answered.status).toBe(200);
      expect(await answered.text()).toContain('cache miss');
    }
  });

  it('stand beside the lines it writes, sent over gRPC to the same port', async () => {
    const logs = new LoggerProvider({
      resource: resourceFromAttributes({ 'service.name': 'shop' }),
      processors: [new SimpleLogRecordProcessor({ exporter: new OTLPLogExporter({ url: meshConsole.url }) })],
    });
    const traceId = seen[0] ?? '';
    const span = { traceId, spanId: '00f067aa0ba902b7', traceFlags: 1 };
    logs.getLogger('shop').emit({
      severityNumber: SeverityNumber.WARN,
      body: 'price is old',
      context: trace.setSpanContext(ROOT_CONTEXT, span),
    });
    await logs.forceFlush();
    await logs.shutdown();
    const byTrace = await meshConsole.get(getApplicationLogs, { window: 600, trace: traceId });
    expect(byTrace.lines).toMatchObject([
      { body: 'price is old', severity: 13, trace_id: traceId, service: 'shop', namespace: NAMESPACE },
    ]);
    const severe = { window: 600, level: 'error', text: 'price' };
    expect((await meshConsole.get(getApplicationLogs, severe)).lines).toEqual([]);
    const warned = { window: 600, level: 'warn', text: 'IS OLD', service: 'shop' };
    expect((await meshConsole.get(getApplicationLogs, warned)).lines).toHaveLength(1);
  });
});
