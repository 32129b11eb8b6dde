import type { FindRoute } from '../../mesh/graph/series-route';
import type { CountedSeries } from '../../mesh/metrics/counted-series';
import { createHistogram, type Histogram } from '../../mesh/metrics/histogram';
import { mergeWeightedHistogram } from '../../mesh/metrics/merge-weighted';

/** What came into one namespace, or went out of its workloads. */
export interface NamespaceSum {
  requests: number;
  errors: number;
  latency: Histogram;
  /** What destinations' proxies reported, and its part over mutual TLS. */
  observed: number;
  secured: number;
}

/** Adds up counted requests by the namespace they were answered in, or were meant for; `source`: by the one they came from. */
export function sumNamespaces(
  series: readonly CountedSeries[],
  findRoute: FindRoute,
  end: 'source' | 'target' = 'target',
): Map<string, NamespaceSum> {
  const sums = new Map<string, NamespaceSum>();
  for (const { facts, destination, point, weight } of series) {
    const namespace = weight === 0 ? undefined : findRoute(facts, destination)?.[end].namespace;
    if (namespace === undefined) continue;
    let sum = sums.get(namespace);
    if (sum === undefined) {
      sum = { requests: 0, errors: 0, latency: createHistogram(), observed: 0, secured: 0 };
      sums.set(namespace, sum);
    }
    const requests = point.requests * weight;
    sum.requests += requests;
    if (facts.isError) sum.errors += requests;
    mergeWeightedHistogram(sum.latency, point.latency, weight);
    if (facts.reporter === 'source') continue;
    const observed = requests + (point.tcpOpened + point.tcpSentBytes + point.tcpReceivedBytes) * weight;
    sum.observed += observed;
    if (facts.labels.connection_security_policy === 'mutual_tls') sum.secured += observed;
  }
  return sums;
}
