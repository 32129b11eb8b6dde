import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { buildGraph } from '@/lib/mesh/graph/build-graph';
import { GRAPH_TYPES } from '@/lib/mesh/graph/graph';
import { findDefaultTolerances } from '@/lib/mesh/health/health-rate';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import { endLabels, makeLabels, makeSeries, serviceLabels } from '@/test/support/traffic';
import { readCases } from './support/own-cases';

const graphCase = z.strictObject({
  name: z.string(),
  type: z.enum(GRAPH_TYPES),
  /** Namespaces drawn as one box. */
  folded: z.array(z.string()).default([]),
  /** Only what lies so near. */
  focus: z.strictObject({ of: z.string(), up: z.number(), down: z.number() }).optional(),
  seconds: z.number(),
  series: z.array(
    z.strictObject({
      from: z.string().optional(),
      to: z.string(),
      reporter: z.enum(['source', 'destination', 'waypoint']),
      code: z.number(),
      flags: z.string().default('-'),
      operation: z.string().default('unknown'),
      requests: z.number(),
    }),
  ),
  edges: z.array(
    z.strictObject({ from: z.string(), to: z.string(), rate: z.number(), errorPercent: z.number() }),
  ),
});

type SeriesCase = z.infer<typeof graphCase>['series'][number];

function toSeries({ from, to, reporter, code, flags, operation, requests }: SeriesCase) {
  const [callee = '', calleeVersion = ''] = to.split('-');
  const [caller = '', callerVersion = ''] = from?.split('-') ?? [];
  const labels = makeLabels({
    ...(from === undefined ? {} : endLabels('source', caller, callerVersion)),
    ...endLabels('destination', callee, calleeVersion),
    ...serviceLabels(callee),
    reporter,
    response_code: String(code),
    response_flags: flags,
    request_operation: operation,
  });
  return makeSeries(labels, requests);
}

describe('the graph', () => {
  it.each(readCases('graph', graphCase))('$name', ({ type, folded, focus, seconds, series, edges }) => {
    const graph = buildGraph({
      type,
      from: 0,
      to: seconds * 1_000,
      series: reconcileReporters(series.map(toSeries)),
      knowledge: { workloads: [], services: [], findTolerances: findDefaultTolerances },
      namespaces: [],
      idle: false,
      injectServices: false,
      fold: { mode: 'none', except: folded },
      ...(focus === undefined ? {} : { cut: { focus: focus.of, up: focus.up, down: focus.down, detour: 0 } }),
    });
    const drawn = graph.edges.map(({ source, target, rate, errorPercent }) => ({
      from: source,
      to: target,
      rate,
      errorPercent,
    }));
    expect(drawn).toEqual(edges);
  });
});
