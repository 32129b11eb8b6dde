import * as z from 'zod';
import type { SeriesPoint } from '@/lib/mesh/metrics/counted-series';
import { createPoint } from '@/lib/mesh/metrics/point';
import { describeSeries } from '@/lib/mesh/metrics/series-facts';
import { SERIES_LABELS, type SeriesLabels, seriesKey } from '@/lib/mesh/metrics/series-labels';

const rates = z.record(z.string(), z.string());

export const kialiGraphCase = z.object({
  id: z.string(),
  parameters: z.record(z.string(), z.string()),
  prometheus: z.array(
    z.object({
      series: z.string(),
      matchers: z.string(),
      samples: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.number() })),
    }),
  ),
  expected: z.object({
    duration: z.number(),
    graphType: z.enum(['workload', 'app', 'versionedApp', 'service']),
    elements: z.object({
      nodes: z.array(
        z.object({
          data: z.object({
            key: z.string(),
            isBox: z.string().optional(),
            isOutside: z.boolean().default(false),
            traffic: z.array(z.object({ protocol: z.string(), rates })).default([]),
          }),
        }),
      ),
      edges: z.array(
        z.object({
          data: z.object({
            sourceKey: z.string(),
            targetKey: z.string(),
            traffic: z.object({ protocol: z.string(), rates }),
          }),
        }),
      ),
    }),
  }),
});

export type KialiGraphCase = z.infer<typeof kialiGraphCase>;

const FIELD_BY_METRIC: Readonly<
  Record<string, 'requests' | 'tcpSentBytes' | 'tcpReceivedBytes' | 'requestMessages' | 'responseMessages'>
> = {
  istio_requests_total: 'requests',
  istio_tcp_sent_bytes_total: 'tcpSentBytes',
  istio_tcp_received_bytes_total: 'tcpReceivedBytes',
  istio_request_messages_total: 'requestMessages',
  istio_response_messages_total: 'responseMessages',
};

/** The samples of a case as series; a series that several queries return is there once. */
export function seriesOfCase({ prometheus, expected, parameters }: KialiGraphCase): SeriesPoint[] {
  const series = new Map<string, SeriesPoint>();
  for (const { series: metric, matchers, samples } of prometheus) {
    const field = FIELD_BY_METRIC[metric];
    if (field === undefined) continue;
    for (const sample of samples) {
      const labels = toLabels(sample.metric, reporterOf(matchers), PROTOCOLS[field]);
      if (labels.request_protocol === 'http' && parameters.rateHttp === 'none') continue;
      const key = seriesKey(labels);
      const known = series.get(key) ?? { facts: describeSeries(labels), point: createPoint() };
      known.point[field] = sample.value * expected.duration;
      series.set(key, known);
    }
  }
  return [...series.values()];
}

/** A query that admits waypoints is answered by them. */
function reporterOf(matchers: string): string {
  return (
    /reporter=~?"(?:.*\|)?(waypoint|source|destination)/.exec(
      matchers.replace('waypoint|source', 'waypoint').replace('waypoint|destination', 'waypoint'),
    )?.[1] ?? 'source'
  );
}

/** Messages say no protocol: only streams of gRPC have any. */
const PROTOCOLS = {
  requests: 'http',
  requestMessages: 'grpc',
  responseMessages: 'grpc',
  tcpSentBytes: 'tcp',
  tcpReceivedBytes: 'tcp',
} as const;

function toLabels(
  metric: Record<string, string>,
  reporter: string,
  protocol: 'http' | 'grpc' | 'tcp',
): SeriesLabels {
  const labels = Object.fromEntries(SERIES_LABELS.map((name) => [name, metric[name] ?? 'unknown']));
  return {
    ...(labels as SeriesLabels),
    reporter: metric.reporter ?? reporter,
    request_protocol: protocol === 'http' ? (metric.request_protocol ?? 'http') : protocol,
  };
}
