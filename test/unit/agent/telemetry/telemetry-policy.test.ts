import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { FIRST_SNAPSHOT } from '@/agent/config/mesh-config';
import { registerIstioMetrics } from '@/agent/telemetry/istio-metrics';
import { TELEMETRY_LIMITS } from '@/agent/telemetry/telemetry-limits';
import { TelemetryPolicy } from '@/agent/telemetry/telemetry-policy';
import { TelemetryRecorder } from '@/agent/telemetry/telemetry-recorder';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { ACCESS_LOG_COLUMNS } from '@/lib/protocol/ingest/access-log-columns';
import { decodeColumns } from '@/lib/protocol/ingest/columns';
import { SPAN_COLUMNS } from '@/lib/protocol/ingest/span-columns';
import { columnsOf } from '../support/columns-of';
import { makeExchange, REVIEWS_SELF } from '../support/make-exchange';

function start(spec: string) {
  const yaml = `apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: {name: t, namespace: default}\nspec: ${spec}\n`;
  const resources = parseResources(yaml, 'test.yaml').resources.map(toConfigObject);
  const policy = new TelemetryPolicy(REVIEWS_SELF.identity, (name) =>
    name === 'POD' ? 'reviews-1' : undefined,
  );
  policy.update({ ...FIRST_SNAPSHOT, resources });
  const recorder = new TelemetryRecorder({
    self: REVIEWS_SELF,
    role: 'sidecar',
    now: () => 0,
    policy,
    onFull: () => {},
  });
  const scrape = async () => {
    const registry = new Registry();
    registerIstioMetrics(
      registry,
      () => recorder.totals(),
      false,
      (reporter) => recorder.metricPlanOf(reporter),
    );
    return registry.metrics();
  };
  return { policy, recorder, scrape };
}

describe('TelemetryPolicy', () => {
  it('samples by the Telemetry resource, by the mesh where there is none', () => {
    const { policy } = start('{tracing: [{match: {mode: SERVER}, randomSamplingPercentage: 50}]}');
    expect(policy.samples(0.4, 'inbound')).toBe(true);
    expect(policy.samples(0.6, 'inbound')).toBe(false);
    expect(policy.samples(0.4, 'outbound')).toBe(false);
  });

  it('logs what the filter takes', () => {
    const { recorder } = start(
      "{accessLogging: [{providers: [{name: envoy}], filter: {expression: 'response.code >= 400'}}]}",
    );
    recorder.record(makeExchange({ responseCode: 200 }));
    recorder.record(makeExchange({ responseCode: 503, flags: 'UF' }));
    const rows = decodeColumns(columnsOf(recorder.take()?.logs), ACCESS_LOG_COLUMNS);
    expect(rows?.map((row) => row.response_code)).toEqual([503]);
  });

  it('knows response flags as Envoy’s bits', () => {
    const { recorder } = start(
      "{accessLogging: [{providers: [{name: envoy}], filter: {expression: 'response.flags == 32'}}]}",
    );
    recorder.record(makeExchange({ responseCode: 503, flags: 'UF' }));
    recorder.record(makeExchange({ responseCode: 503, flags: 'UH' }));
    expect(decodeColumns(columnsOf(recorder.take()?.logs), ACCESS_LOG_COLUMNS)).toHaveLength(1);
  });

  it('adds tags of every kind to spans', () => {
    const { recorder } = start(
      '{tracing: [{customTags: {zone: {literal: {value: eu}}, user: {header: {name: X-User, defaultValue: nobody}}, pod: {environment: {name: POD}}}}]}',
    );
    expect(recorder.headersToKeep('outbound')).toEqual(['x-user']);
    recorder.record(makeExchange({ keptHeaders: { 'x-user': 'ann' } }));
    recorder.record(makeExchange());
    const spans = decodeColumns(columnsOf(recorder.take()?.spans), SPAN_COLUMNS);
    expect(spans?.[0]?.tags).toMatchObject({ zone: 'eu', user: 'ann', pod: 'reviews-1' });
    expect(spans?.[1]?.tags).toMatchObject({ user: 'nobody' });
  });

  it('reports no spans where reporting is off', () => {
    const { recorder } = start('{tracing: [{disableSpanReporting: true}]}');
    recorder.record(makeExchange());
    expect(recorder.take()?.spans).toBeNull();
  });

  it('sets, removes and sums up labels for Prometheus', async () => {
    const { recorder, scrape } = start(
      "{metrics: [{overrides: [{match: {metric: REQUEST_COUNT}, tagOverrides: {user_type: {value: \"request.headers['x-user-type'] | 'unknown'\"}, response_flags: {operation: REMOVE}}}, {match: {metric: REQUEST_SIZE}, disabled: true}]}]}",
    );
    recorder.record(makeExchange({ keptHeaders: { 'x-user-type': 'gold' }, responseCode: 503, flags: 'UF' }));
    recorder.record(makeExchange({ keptHeaders: { 'x-user-type': 'gold' }, responseCode: 503, flags: 'UH' }));
    recorder.record(makeExchange());
    const text = await scrape();
    const counts = text.split('\n').filter((line) => line.startsWith('istio_requests_total{'));
    expect(counts).toHaveLength(2);
    expect(counts.find((line) => line.includes('user_type="gold"'))).toMatch(/ 2$/);
    expect(counts.find((line) => line.includes('user_type="unknown"'))).toMatch(/ 1$/);
    expect(counts.join()).not.toContain('response_flags');
    expect(text).not.toContain('istio_request_bytes_bucket{');
    expect(text).toContain('istio_response_bytes_bucket{');
  });

  it('bounds the values of a tag and keeps the sum true', () => {
    const { recorder } = start("{metrics: [{overrides: [{tagOverrides: {id: {value: 'request.id'}}}]}]}");
    const requests = TELEMETRY_LIMITS.taggedTotals + 50;
    for (let i = 0; i < requests; i++) recorder.record(makeExchange({ requestId: `r${i}` }));
    const totals = [...recorder.totals()];
    expect(totals).toHaveLength(TELEMETRY_LIMITS.taggedTotals + 1);
    expect(totals.find(({ tags }) => tags?.id === 'other')?.requests).toBe(50);
    expect(totals.reduce((sum, total) => sum + total.requests, 0)).toBe(requests);
  });
});
