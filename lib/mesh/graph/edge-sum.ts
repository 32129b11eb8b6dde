import type { FindTolerances } from '../health/health-rate';
import type { HealthReport } from '../health/health-report';
import type { CountedSeries } from '../metrics/counted-series';
import type { HistogramSum } from '../metrics/histogram-scratch';
import type { LatencyQuantiles } from '../metrics/latency-quantiles';
import type { Reporter } from '../metrics/series-facts';
import { Tally } from '../metrics/tally';
import type { EdgeParts, EdgeProtocol, GraphEdge } from './graph';
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
  responses: Tally<ResponseKey>;
  /** Requests (or, for tcp, bytes) by host. */
  hosts: Tally<string>;
  /** What it was added up from; durations of requests are added up by `sumLatencies`. */
  series: CountedSeries[];
  latency: LatencyQuantiles | undefined;
  /** The sum of its durations, where it is kept. */
  durations?: HistogramSum;
  /** From source to target, and back. */
  requestBytes: number;
  responseBytes: number;
  /** gRPC messages, the same ways. */
  requestMessages: number;
  responseMessages: number;
  /**
   * Requests or connections that a destination's proxy reported, and those of them over mutual TLS. A sidecar does not know how
   * what it sends is encrypted; a ztunnel does.
   */
  secured: number;
  observed: number;
  /** Identities at the two ends, each once. */
  sourcePrincipals: string[];
  destinationPrincipals: string[];
  reporter: Reporter;
  /** What was made of it last. */
  judged?: JudgedEdge;
  finished?: FinishedEdge;
  bundled?: BundledEdge;
  judgedParts?: JudgedParts;
}

/** A verdict and whose tolerances it follows from. */
export interface JudgedEdge {
  health: HealthReport;
  findTolerances: FindTolerances;
}

/** A finished edge and what it follows from besides sum and verdict. */
export interface FinishedEdge {
  edge: GraphEdge;
  health: HealthReport;
  seconds: number;
  sent: number;
}

/** What became of the edges a folded edge stands for, and whose tolerances that follows from. */
export interface JudgedParts {
  health: HealthReport;
  parts: EdgeParts;
  findTolerances: FindTolerances;
}

/** A folded edge with what it stands for, and what that follows from besides the sum. */
export interface BundledEdge {
  edge: GraphEdge;
  finished: GraphEdge;
  judged: JudgedParts;
}

/** Whose word goes first. */
export const REPORTER_RANK: Readonly<Record<Reporter, number>> = { destination: 2, waypoint: 1, source: 0 };

/** An edge nothing has run over yet. */
export function createEdgeSum(
  { id, source, target }: Omit<Leg, 'number'>,
  protocol: EdgeProtocol,
  series: CountedSeries[] = [],
): EdgeSum {
  return {
    id,
    source,
    target,
    protocol,
    legs: [],
    requests: 0,
    errors: 0,
    responses: new Tally(),
    hosts: new Tally(),
    series,
    latency: undefined,
    requestBytes: 0,
    responseBytes: 0,
    requestMessages: 0,
    responseMessages: 0,
    secured: 0,
    observed: 0,
    sourcePrincipals: [],
    destinationPrincipals: [],
    reporter: 'source',
  };
}

/** Adds what counts of a series to everything but `series`, in place. */
export function addSeries(sum: EdgeSum, series: CountedSeries, { response, carries }: SeriesRoute): void {
  const { facts, point, weight } = series;
  const isTcp = sum.protocol === 'tcp';
  const requests = point.requests * weight;
  sum.requests += requests;
  if (facts.isError) sum.errors += requests;
  sum.requestBytes += (isTcp ? point.tcpReceivedBytes : point.requestBytes) * weight;
  sum.responseBytes += (isTcp ? point.tcpSentBytes : point.responseBytes) * weight;
  if (sum.protocol === 'grpc') {
    sum.requestMessages += point.requestMessages * weight;
    sum.responseMessages += point.responseMessages * weight;
  }
  if (!isTcp) sum.responses.add(response, requests);
  const amount = isTcp ? (point.tcpReceivedBytes + point.tcpSentBytes) * weight : requests;
  sum.hosts.add(carries.host, amount);
  if (facts.reporter !== 'source' || (isTcp && carries.isMutualTls)) addSecurity(sum, series, carries);
  addPrincipal(sum.sourcePrincipals, carries.sourcePrincipal);
  addPrincipal(sum.destinationPrincipals, carries.destinationPrincipal);
  if (REPORTER_RANK[facts.reporter] > REPORTER_RANK[sum.reporter]) sum.reporter = facts.reporter;
}

/** Adds the series of another edge. */
export function addAllSeries(sum: EdgeSum, series: readonly CountedSeries[]): void {
  if (sum.series.length === 0) sum.series = series.slice();
  else sum.series.push(...series);
}

/** Bytes both ways. */
export function bytesOf(sum: EdgeSum): number {
  return sum.requestBytes + sum.responseBytes;
}

/** What the edge's rate counts: requests, or bytes for tcp. */
export function amountOf(sum: EdgeSum): number {
  return sum.protocol === 'tcp' ? bytesOf(sum) : sum.requests;
}

function addSecurity(
  sum: EdgeSum,
  { point, weight }: CountedSeries,
  { isMutualTls }: SeriesRoute['carries'],
): void {
  const amount = (point.requests + point.tcpSentBytes + point.tcpReceivedBytes + point.tcpOpened) * weight;
  sum.observed += amount;
  if (isMutualTls) sum.secured += amount;
}

/** Adds an identity once, in place; an empty one is none. */
export function addPrincipal(principals: string[], principal: string): void {
  if (principal !== '' && !principals.includes(principal)) principals.push(principal);
}
