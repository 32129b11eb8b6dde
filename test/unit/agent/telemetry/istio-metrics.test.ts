import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { registerIstioMetrics } from '@/agent/telemetry/istio-metrics';
import { MetricsAggregator } from '@/agent/telemetry/metrics-aggregator';
import { ISTIO_BUCKETS } from '@/lib/mesh/metrics/istio-buckets';
import { makeExchange, PRODUCTPAGE, REVIEWS_SELF } from '../support/make-exchange';
import { parsePrometheus } from '../support/parse-prometheus';

async function scrape(fill: (aggregator: MetricsAggregator) => void, withOperation = false) {
  const aggregator = new MetricsAggregator(REVIEWS_SELF, 1_000, withOperation);
  fill(aggregator);
  const registry = new Registry();
  registerIstioMetrics(registry, () => aggregator.totals(), withOperation);
  const text = await registry.metrics();
  return { text, families: parsePrometheus(text) };
}

describe('registerIstioMetrics()', () => {
  it('writes requests with exactly the labels and the order of Istio', async () => {
    const { text } = await scrape((aggregator) => {
      for (const path of ['/a', '/b'])
        aggregator.countExchange(makeExchange({ path, flags: 'UF,URX', responseCode: 503 }));
    });
    const line = text.split('\n').find((one) => one.startsWith('istio_requests_total{'));
    expect(line).toBe(
      'istio_requests_total{reporter="source",source_workload="reviews-v1",source_canonical_service="reviews",' +
        'source_canonical_revision="v1",source_workload_namespace="default",source_principal="unknown",' +
        'source_app="reviews",source_version="v1",source_cluster="default",destination_workload="ratings-v2",' +
        'destination_workload_namespace="backend",destination_principal="unknown",destination_app="ratings",' +
        'destination_version="v2",destination_service="ratings.backend.svc.cluster.local",' +
        'destination_canonical_service="ratings",destination_canonical_revision="v2",' +
        'destination_service_name="ratings",destination_service_namespace="backend",destination_cluster="default",' +
        'request_protocol="http",response_code="503",grpc_response_status="",response_flags="UF,URX",' +
        'connection_security_policy="unknown"} 2',
    );
  });

  it("writes histograms with Istio's buckets, in whole milliseconds and wire bytes", async () => {
    const { families } = await scrape((aggregator) => {
      aggregator.countExchange(makeExchange({ durationMs: 0.9, requestBytes: 1_000, responseBytes: 7 }));
      aggregator.countExchange(makeExchange({ durationMs: 26.99, requestBytes: 1_001, responseBytes: 7 }));
    });
    const duration = families.get('istio_request_duration_milliseconds');
    const buckets = duration?.samples.filter((sample) => sample.name.endsWith('_bucket')) ?? [];
    expect(buckets.map((bucket) => bucket.labels.le)).toEqual([...ISTIO_BUCKETS.map(String), '+Inf']);
    const at = (le: string) => buckets.find((bucket) => bucket.labels.le === le)?.value;
    expect([at('0.5'), at('25'), at('50'), at('+Inf')]).toEqual([1, 1, 2, 2]);
    expect(duration?.samples.find((sample) => sample.name.endsWith('_sum'))?.value).toBe(26);
    const request = families.get('istio_request_bytes')?.samples ?? [];
    expect(request.find((sample) => sample.labels.le === '1000')?.value).toBe(1);
    expect(request.find((sample) => sample.name.endsWith('_sum'))?.value).toBe(2_001);
    expect(families.get('istio_response_bytes')?.type).toBe('histogram');
  });

  it('writes TCP metrics without code and status, and no HTTP metrics for them', async () => {
    const { families } = await scrape((aggregator) => {
      const tunnel = { ...makeExchange({ direction: 'inbound', peer: PRODUCTPAGE }), openedAtMs: 1 };
      aggregator.countTunnelOpened(tunnel, 1);
      aggregator.countTunnelBytes(tunnel, 5, 6, 2);
    });
    const value = (name: string) => families.get(name)?.samples.map((sample) => sample.value);
    expect(value('istio_tcp_connections_opened_total')).toEqual([1]);
    expect(value('istio_tcp_connections_closed_total')).toEqual([0]);
    expect(value('istio_tcp_sent_bytes_total')).toEqual([6]);
    expect(value('istio_tcp_received_bytes_total')).toEqual([5]);
    expect(value('istio_requests_total')).toEqual([]);
    const labels = families.get('istio_tcp_sent_bytes_total')?.samples[0]?.labels ?? {};
    expect(labels.request_protocol).toBe('tcp');
    expect(Object.keys(labels)).not.toContain('response_code');
    expect(Object.keys(labels)).not.toContain('grpc_response_status');
  });

  it('tells operations apart only when asked', async () => {
    const fill = (aggregator: MetricsAggregator) => {
      for (const path of ['/a', '/b']) aggregator.countExchange(makeExchange({ path }));
    };
    const { families } = await scrape(fill, true);
    expect(
      families.get('istio_requests_total')?.samples.map((sample) => sample.labels.request_operation),
    ).toEqual(['GET /a', 'GET /b']);
  });

  it('escapes what callers may write', async () => {
    const authority = 'a"b\\c\nd';
    const { families } = await scrape((aggregator) => {
      aggregator.countExchange(makeExchange({ service: undefined, authority }));
    });
    expect(families.get('istio_requests_total')?.samples[0]?.labels.destination_service).toBe(authority);
  });
});
