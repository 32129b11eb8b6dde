import { describe, expect, it } from 'vitest';
import type { SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import { createFederateRoute } from '@/lib/server/federate/federate-route';
import { SeriesTotals } from '@/lib/server/federate/series-totals';
import type { RawRequest } from '@/lib/server/http/raw-route';
import { labelsOf, pointOf } from '@/test/integration/support/telemetry-samples';

const call: Partial<SeriesLabels> = {
  reporter: 'source',
  source_workload: 'web-v1',
  source_canonical_service: 'web',
  source_workload_namespace: 'shop',
  destination_canonical_service: 'pay',
  destination_workload: 'pay-v1',
  destination_workload_namespace: 'shop',
  destination_service_name: 'pay',
  request_protocol: 'http',
  response_code: '200',
};
const SERIES: readonly SeriesLabels[] = [
  labelsOf({ ...call, request_operation: 'GET "/a\\b"' }),
  labelsOf({ ...call, response_code: '503' }),
  labelsOf({ ...call, reporter: 'destination' }),
  labelsOf({
    ...call,
    reporter: 'destination',
    source_workload: 'unknown',
    source_canonical_service: 'unknown',
  }),
  labelsOf({ ...call, request_protocol: 'tcp', response_code: '0' }),
];

/** Asks for selectors after so many requests of each series, between two scrapes. */
async function scrape(
  match: readonly string[],
  requests: readonly number[] = [5, 2, 6, 3, 0],
): Promise<string> {
  const totals = new SeriesTotals();
  const context = { factsOf: (series: number) => ({ labels: SERIES[series] }) as never };
  const route = createFederateRoute(context, totals);
  const query = new URLSearchParams(match.map((text) => ['match[]', text]));
  const ask = async () => String((await route.answer({ query } as RawRequest)).body);
  totals.add([{ series: 0, second: 0, point: pointOf(1_000) }]);
  await ask();
  for (const [series, count] of requests.entries())
    totals.add([{ series, second: 1, point: pointOf(count, 150_000) }]);
  return ask();
}

const readValue = (text: string, line: RegExp) => Number(line.exec(text)?.[1]);

describe('GET /federate', () => {
  it('counts from the first scrape on, every series under Istio’s labels', async () => {
    const text = await scrape(['istio_requests_total']);
    expect(text).toMatch(/^# TYPE istio_requests_total counter\n/);
    expect(
      readValue(text, /^istio_requests_total\{reporter="source",.*response_code="200".*\} (\d+)$/m),
    ).toBe(5);
    expect(
      readValue(text, /^istio_requests_total\{reporter="source",.*response_code="503".*\} (\d+)$/m),
    ).toBe(2);
    expect(text).not.toContain('duration');
  });

  it('takes names, matchers and patterns, and any of several selectors', async () => {
    const text = await scrape([
      '{__name__=~"istio_tcp_.*"}',
      'istio_requests_total{response_code!="200",reporter="source"}',
    ]);
    expect(text).toContain('istio_tcp_sent_bytes_total{');
    expect(text.match(/^istio_requests_total/gm)).toHaveLength(1);
  });

  it('gives durations in Istio’s buckets', async () => {
    const text = await scrape([
      'istio_request_duration_milliseconds_bucket{reporter="source",response_code="200"}',
    ]);
    expect(readValue(text, /le="100"\} (\d+)/)).toBe(0);
    expect(readValue(text, /le="250"\} (\d+)/)).toBe(5);
    expect(readValue(text, /le="\+Inf"\} (\d+)/)).toBe(5);
    expect(text).not.toContain('_sum');
  });

  it('gives calls between services as Grafana’s service graph reads them', async () => {
    const text = await scrape(['{__name__=~"traces_service_graph_.*"}']);
    const edge = 'client="web.shop",server="pay.shop",connection_type=""';
    expect(text).toContain(`traces_service_graph_request_total{${edge}} 7\n`);
    expect(text).toContain(`traces_service_graph_request_failed_total{${edge}} 2\n`);
    expect(text).toContain(`traces_service_graph_request_server_seconds_count{${edge}} 6\n`);
    expect(text).toContain(`traces_service_graph_request_client_seconds_bucket{${edge},le="0.2"} 7\n`);
    expect(text).toContain(
      'traces_service_graph_request_total{client="user",server="pay.shop",connection_type=""} 3\n',
    );
  });

  it.each([[[]], [['']], [['{}']], [['istio_requests_total{']], [['{a=~"("}']], [['a b']]])(
    'refuses the selectors %j',
    async (match) => {
      await expect(scrape(match)).rejects.toMatchObject({ code: 'bad_request' });
    },
  );

  it('prints values that need escapes', async () => {
    expect(await scrape(['istio_requests_total'])).toContain('request_operation="GET \\"/a\\\\b\\""');
  });
});
