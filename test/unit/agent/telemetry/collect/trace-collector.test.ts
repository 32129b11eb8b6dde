import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FIRST_SNAPSHOT } from '@/agent/config/mesh-config';
import { COLLECTING_LIMITS } from '@/agent/telemetry/collect/collecting-limits';
import type { ExchangeRecord } from '@/agent/telemetry/exchange-record';
import { TelemetryPolicy } from '@/agent/telemetry/telemetry-policy';
import { TelemetryRecorder } from '@/agent/telemetry/telemetry-recorder';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import type { WantedTrace } from '@/lib/protocol/ingest/collect-trace';
import { COLLECTED_TAG } from '@/lib/protocol/ingest/collect-trace';
import { decodeColumns } from '@/lib/protocol/ingest/columns';
import { SPAN_COLUMNS } from '@/lib/protocol/ingest/span-columns';
import { columnsOf } from '../../support/columns-of';
import { makeExchange, REVIEWS_SELF } from '../../support/make-exchange';

const id = (n: number) => n.toString(16).padStart(32, '0');

function start(annotation?: string) {
  const clock = { nowMs: 1_000_000 };
  const policy = new TelemetryPolicy(REVIEWS_SELF.identity, () => undefined);
  if (annotation !== undefined) {
    const yaml = `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: t, namespace: default, annotations: {meshscope.io/collect-traces: '${annotation}'}}
spec: {tracing: [{customTags: {env: {literal: {value: test}}}}]}
`;
    const resources = parseResources(yaml, 'test.yaml').resources.map(toConfigObject);
    policy.update({ ...FIRST_SNAPSHOT, resources });
  }
  const recorder = new TelemetryRecorder({
    self: REVIEWS_SELF,
    role: 'sidecar',
    policy,
    now: () => clock.nowMs,
    traceRingBytes: 1_000_000,
    onFull: () => {},
  });
  const { collector } = recorder;
  if (collector === undefined) throw new Error('no collector');
  const alerts: WantedTrace[] = [];
  collector.greet((traces) => alerts.push(...traces));
  const record = (change: Partial<ExchangeRecord>) =>
    recorder.record(makeExchange({ sampled: false, ...change }));
  const takeSpans = () => {
    const spans = recorder.take()?.spans;
    return spans === null || spans === undefined ? [] : (decodeColumns(columnsOf(spans), SPAN_COLUMNS) ?? []);
  };
  const heard = () => {
    vi.advanceTimersByTime(COLLECTING_LIMITS.alertIntervalMs);
    return alerts.splice(0);
  };
  return { clock, collector, record, recorder, takeSpans, heard };
}

describe('TraceCollector', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('sends nothing of what was not sampled until it is wanted, then the very span that sampling would have sent', () => {
    const { collector, record, recorder, takeSpans } = start('false');
    const change = { traceId: id(1), responseCode: 503, flags: 'UF', parentSpanId: undefined };
    recorder.record(makeExchange({ ...change, sampled: true }));
    const [sampled] = takeSpans();
    record(change);
    expect(takeSpans()).toEqual([]);
    collector.collect([[id(1), 'error']]);
    expect(takeSpans()).toEqual([{ ...sampled, tags: { ...sampled?.tags, [COLLECTED_TAG]: 'error' } }]);
  });

  it('sends spans of a wanted trace that end later, for half a minute', () => {
    const { clock, collector, record, takeSpans } = start();
    collector.collect([[id(1), 'slow']]);
    record({ traceId: id(1) });
    expect(takeSpans()).toHaveLength(1);
    clock.nowMs += COLLECTING_LIMITS.wantedMs + 1;
    record({ traceId: id(1) });
    expect(takeSpans()).toEqual([]);
  });

  it('alerts the console once of each trace that failed, and says what a breaker did', () => {
    const { heard, record } = start();
    record({ traceId: id(1) });
    record({ traceId: id(2), responseCode: 500 });
    record({ traceId: id(2), responseCode: 500 });
    record({ traceId: id(3), responseCode: 503, flags: 'UO' });
    expect(heard()).toEqual([
      [id(2), 'error'],
      [id(3), 'breaker'],
    ]);
  });

  it('alerts of what is slow for its operation, a few a second', () => {
    const { heard, record } = start();
    for (let n = 0; n < 600; n++) record({ traceId: id(n), durationMs: 10 });
    for (let n = 0; n < 100; n++) record({ traceId: id(10_000 + n), durationMs: 900 });
    const alerts = heard();
    expect(alerts[0]).toEqual([id(10_000), 'slow']);
    expect(alerts).toHaveLength(COLLECTING_LIMITS.slowBucket.maxTokens);
  });

  it('alerts of what the expression on a Telemetry resource takes', () => {
    const { heard, record } = start('request.url_path.startsWith("/ratings") && response.code == 404');
    record({ traceId: id(1), responseCode: 404 });
    record({ traceId: id(2), responseCode: 404, path: '/else' });
    expect(heard()).toEqual([[id(1), 'rule']]);
  });

  it('keeps alerts while the console is away, within a bound', () => {
    const { clock, collector, heard, record } = start();
    collector.lose();
    for (let n = 0; n < 5_000; n++) {
      clock.nowMs += 50;
      record({ traceId: id(n), responseCode: 500 });
    }
    expect(heard()).toEqual([]);
    const alerts: WantedTrace[] = [];
    collector.greet((traces) => alerts.push(...traces));
    vi.advanceTimersByTime(10_000);
    expect(alerts).toHaveLength(COLLECTING_LIMITS.alerts);
  });

  it('keeps nothing for a console that cannot ask', () => {
    const { collector, record } = start();
    collector.greet(undefined);
    record({ traceId: id(1), responseCode: 500 });
    expect(collector.ring.spans).toBe(0);
  });
});
