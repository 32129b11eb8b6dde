import type { HealthReport } from '../health/health-report';
import { percentOf, roundRate } from '../metrics/round-rate';
import { edgeHealth } from './edge-health';
import { amountOf, type EdgeSum } from './edge-sum';
import type { EdgeCost, GraphEdge } from './graph';
import type { MeshKnowledge } from './mesh-knowledge';

/** What an edge's numbers are seen against. */
export interface EdgeContext {
  seconds: number;
  /** What the source sends by the edge's protocol altogether. */
  sent: number;
  knowledge: MeshKnowledge;
  cost: EdgeCost | undefined;
}

/** What an edge is chosen by. */
export interface RankedEdge
  extends Pick<GraphEdge, 'id' | 'source' | 'target' | 'protocol' | 'rate' | 'health' | 'isIdle'> {
  sum: EdgeSum;
}

/** As much of a finished edge as choosing among many takes. */
export function rankEdge(sum: EdgeSum, seconds: number, health: HealthReport): RankedEdge {
  const { id, source, target, protocol } = sum;
  const amount = amountOf(sum);
  return {
    sum,
    id,
    source: source.id,
    target: target.id,
    protocol,
    rate: roundRate(amount / seconds),
    health,
    isIdle: amount === 0,
  };
}

/** Turns sums into rates, shares, quantiles and health: what was made last time as long as nothing differs. */
export function finishEdge(sum: EdgeSum, context: EdgeContext): GraphEdge {
  const { seconds, sent, knowledge, cost } = context;
  const health = edgeHealth(sum, knowledge.findTolerances);
  const { finished } = sum;
  if (
    finished?.health === health &&
    finished.seconds === seconds &&
    finished.sent === sent &&
    finished.edge.cost?.monthly === cost?.monthly &&
    finished.edge.cost?.currency === cost?.currency
  )
    return finished.edge;
  const edge = makeEdge(sum, health, context);
  sum.finished = { edge, health, seconds, sent };
  return edge;
}

function makeEdge(sum: EdgeSum, health: HealthReport, { seconds, sent, cost }: EdgeContext): GraphEdge {
  const { latency } = sum;
  const amount = amountOf(sum);
  const edge: GraphEdge = {
    id: sum.id,
    source: sum.source.id,
    target: sum.target.id,
    protocol: sum.protocol,
    rate: roundRate(amount / seconds),
    sharePercent: percentOf(amount, sent),
    errorPercent: percentOf(sum.errors, sum.requests),
    responses: toResponses(sum, seconds),
    hosts: toHosts(sum, seconds),
    requestBytes: roundRate(sum.requestBytes / seconds),
    responseBytes: roundRate(sum.responseBytes / seconds),
    mtlsPercent: sum.observed > 0 ? percentOf(sum.secured, sum.observed) : null,
    health,
    reporter: sum.reporter,
    isIdle: amount === 0,
  };
  if (latency !== undefined) edge.latency = latency;
  if (sum.protocol === 'grpc') {
    const { requestMessages, responseMessages } = sum;
    edge.messages = {
      requests: roundRate(requestMessages / seconds),
      responses: roundRate(responseMessages / seconds),
    };
  }
  if (sum.sourcePrincipals.length + sum.destinationPrincipals.length > 0) {
    edge.principals = {
      source: [...sum.sourcePrincipals].sort(),
      destination: [...sum.destinationPrincipals].sort(),
    };
  }
  if (cost !== undefined) edge.cost = cost;
  return edge;
}

function toResponses({ responses }: EdgeSum, seconds: number): GraphEdge['responses'] {
  const list = responses.keys.map(({ code, flags }, at) => ({
    code,
    flags,
    rate: roundRate((responses.amounts[at] ?? 0) / seconds),
  }));
  return sortFew(list, (a, b) => b.rate - a.rate || compare(a.code, b.code) || compare(a.flags, b.flags));
}

function toHosts({ hosts }: EdgeSum, seconds: number): GraphEdge['hosts'] {
  const list = hosts.keys.map((host, at) => ({ host, rate: roundRate((hosts.amounts[at] ?? 0) / seconds) }));
  return sortFew(list, (a, b) => b.rate - a.rate || compare(a.host, b.host));
}

/** From how many on the language's own sort is the quicker one. */
const FEW = 10;

/** Sorts in place; thousands of lists of two or three each would cost the language's sort an array to work in. */
function sortFew<T>(list: T[], order: (a: T, b: T) => number): T[] {
  if (list.length > FEW) return list.sort(order);
  for (let at = 1; at < list.length; at++) {
    const one = list[at] as T;
    let to = at;
    for (; to > 0 && order(list[to - 1] as T, one) > 0; to--) list[to] = list[to - 1] as T;
    list[to] = one;
  }
  return list;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
