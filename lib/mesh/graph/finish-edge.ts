import { latencyQuantiles } from '../metrics/latency-quantiles';
import { percentOf, roundRate } from '../metrics/round-rate';
import { edgeHealth } from './edge-health';
import { amountOf, type EdgeSum } from './edge-sum';
import type { GraphEdge } from './graph';
import type { MeshKnowledge } from './mesh-knowledge';

/** What an edge's numbers are seen against. */
export interface EdgeContext {
  seconds: number;
  /** What the source sends by the edge's protocol altogether. */
  sent: number;
  knowledge: MeshKnowledge;
}

/** Turns sums into rates, shares, quantiles and health. */
export function finishEdge(sum: EdgeSum, { seconds, sent, knowledge }: EdgeContext): GraphEdge {
  const latency = latencyQuantiles(sum.latency);
  const amount = amountOf(sum);
  return {
    id: sum.id,
    source: sum.source.id,
    target: sum.target.id,
    protocol: sum.protocol,
    rate: roundRate(amount / seconds),
    sharePercent: percentOf(amount, sent),
    errorPercent: percentOf(sum.errors, sum.requests),
    responses: [...sum.responses].sort(byAmount).map(([response, count]) => {
      const space = response.indexOf(' ');
      return {
        code: response.slice(0, space),
        flags: response.slice(space + 1),
        rate: roundRate(count / seconds),
      };
    }),
    hosts: [...sum.hosts].sort(byAmount).map(([host, count]) => ({ host, rate: roundRate(count / seconds) })),
    ...(latency === undefined ? {} : { latency }),
    requestBytes: roundRate(sum.requestBytes / seconds),
    responseBytes: roundRate(sum.responseBytes / seconds),
    mtlsPercent: sum.observed > 0 ? percentOf(sum.secured, sum.observed) : null,
    health: edgeHealth(sum, knowledge.findTolerances),
    reporter: sum.reporter,
    isIdle: amount === 0,
  };
}

function byAmount([a, m]: [string, number], [b, n]: [string, number]): number {
  return n - m || (a < b ? -1 : 1);
}
