import type { CountedSeries } from '../metrics/counted-series';
import type { LatencyQuantiles } from '../metrics/latency-quantiles';
import type { Reporter } from '../metrics/series-facts';
import { isKnown } from '../metrics/series-labels';
import type { EdgeProtocol } from './graph';
import type { NodeIdentity } from './node-identity';
import type { Leg, ResponseKey, SeriesRoute } from './series-route';

/** Everything that one edge gathered in the window. */
export interface EdgeSum {
  id: string;
  source: NodeIdentity;
  target: NodeIdentity;
  protocol: EdgeProtocol;
  /** More than one where several workloads make up a node. */
  legs: Leg[];
  requests: number;
  errors: number;
  /** Requests by what came of them. */
  responses: Map<ResponseKey, number>;
  /** Requests (or, for tcp, bytes) by host. */
  hosts: Map<string, number>;
  /** The series whose requests it carries; their durations are added up by `sumLatencies`. */
  series: CountedSeries[];
  latency: LatencyQuantiles | undefined;
  /** From source to target, and back. */
  requestBytes: number;
  responseBytes: number;
  /** Requests or connections that a destination's proxy reported, and those of them over mutual TLS. */
  secured: number;
  observed: number;
  /** Identities at the two ends. */
  sourcePrincipals: Set<string>;
  destinationPrincipals: Set<string>;
  reporter: Reporter;
}

/** Whose word goes first. */
export const REPORTER_RANK: Readonly<Record<Reporter, number>> = { destination: 2, waypoint: 1, source: 0 };

/** An edge nothing has run over yet. */
export function createEdgeSum({ id, source, target }: Leg, protocol: EdgeProtocol): EdgeSum {
  return {
    id,
    source,
    target,
    protocol,
    legs: [],
    requests: 0,
    errors: 0,
    responses: new Map(),
    hosts: new Map(),
    series: [],
    latency: undefined,
    requestBytes: 0,
    responseBytes: 0,
    secured: 0,
    observed: 0,
    sourcePrincipals: new Set(),
    destinationPrincipals: new Set(),
    reporter: 'source',
  };
}

/** Adds what counts of a series, in place. */
export function addSeries(sum: EdgeSum, series: CountedSeries, { response }: SeriesRoute): void {
  const { facts, point, weight } = series;
  const isTcp = sum.protocol === 'tcp';
  const requests = point.requests * weight;
  sum.requests += requests;
  if (facts.isError) sum.errors += requests;
  sum.requestBytes += (isTcp ? point.tcpReceivedBytes : point.requestBytes) * weight;
  sum.responseBytes += (isTcp ? point.tcpSentBytes : point.responseBytes) * weight;
  if (!isTcp) {
    addTo(sum.responses, response, requests);
    sum.series.push(series);
  }
  const amount = isTcp ? (point.tcpReceivedBytes + point.tcpSentBytes) * weight : requests;
  addTo(sum.hosts, facts.labels.destination_service, amount);
  if (facts.reporter !== 'source') addSecurity(sum, series);
  if (isKnown(facts.labels.source_principal)) sum.sourcePrincipals.add(facts.labels.source_principal);
  if (isKnown(facts.labels.destination_principal))
    sum.destinationPrincipals.add(facts.labels.destination_principal);
  if (REPORTER_RANK[facts.reporter] > REPORTER_RANK[sum.reporter]) sum.reporter = facts.reporter;
}

/** Bytes both ways. */
export function bytesOf(sum: EdgeSum): number {
  return sum.requestBytes + sum.responseBytes;
}

/** What the edge's rate counts: requests, or bytes for tcp. */
export function amountOf(sum: EdgeSum): number {
  return sum.protocol === 'tcp' ? bytesOf(sum) : sum.requests;
}

function addSecurity(sum: EdgeSum, { facts, point, weight }: CountedSeries): void {
  const amount = (point.requests + point.tcpSentBytes + point.tcpReceivedBytes + point.tcpOpened) * weight;
  sum.observed += amount;
  if (facts.labels.connection_security_policy === 'mutual_tls') sum.secured += amount;
}

function addTo<K>(map: Map<K, number>, key: K, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}
