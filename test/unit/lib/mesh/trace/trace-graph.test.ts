import { describe, expect, it } from 'vitest';
import { criticalTime } from '@/components/traces/model/critical-time';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { findCriticalPath } from '@/lib/mesh/trace/critical-path';
import type { Span } from '@/lib/mesh/trace/span';
import { buildTraceGraph, type TraceGraph } from '@/lib/mesh/trace/trace-graph';
import { makeSpan } from './make-span';

function graphOf(spans: readonly Span[]): TraceGraph {
  const trace = buildTrace('t', spans);
  return buildTraceGraph(trace, criticalTime(findCriticalPath(trace)).totalUs);
}

function edgesOf(spans: readonly Span[]): string[] {
  return graphOf(spans).edges.map(({ id, calls, errors }) => `${id} ${calls}/${errors}`);
}

const CLIENT = { kind: 'CLIENT', service: 'web' } as const;

describe('buildTraceGraph()', () => {
  it('is empty without spans', () => {
    expect(graphOf([])).toEqual({ nodes: [], edges: [] });
  });

  it('joins both ends of a call and sums calls, failures and time in the callee', () => {
    const { nodes, edges } = graphOf([
      makeSpan('web', 0, 100),
      makeSpan('c1', 10, 30, { ...CLIENT, parent_span_id: 'web' }),
      makeSpan('s1', 15, 20, { service: 'api', version: 'v2', workload: 'api-v2', parent_span_id: 'c1' }),
      makeSpan('c2', 50, 40, { ...CLIENT, parent_span_id: 'web', status: 'error' }),
      makeSpan('s2', 55, 30, { service: 'api', workload: 'api-v1', parent_span_id: 'c2' }),
    ]);
    expect(nodes.map(({ id, versions, workloads, spans }) => [id, versions, workloads, spans])).toEqual([
      ['default/web', ['v1'], ['c1-v1', 'c2-v1', 'web-v1'], 3],
      ['default/api', ['v1', 'v2'], ['api-v1', 'api-v2'], 2],
    ]);
    expect(edges).toHaveLength(1);
    expect(edges[0]).toMatchObject({ calls: 2, errors: 1, calleeUs: 50, criticalUs: 50, isCritical: true });
    expect(edges[0]?.first.span.span_id).toBe('s1');
  });

  it('leaves calls off the critical path that ran beside a longer one', () => {
    const { edges } = graphOf([
      makeSpan('web', 0, 100),
      makeSpan('fast', 10, 20, { parent_span_id: 'web' }),
      makeSpan('slow', 10, 60, { parent_span_id: 'web' }),
    ]);
    expect(edges.map(({ target, isCritical }) => [target, isCritical])).toEqual([
      ['default/slow', true],
      ['default/fast', false],
    ]);
  });

  it('keeps a hop on the critical path that only passes on, and counts no time twice', () => {
    const { edges } = graphOf([
      makeSpan('web', 0, 100),
      makeSpan('proxy', 10, 80, { parent_span_id: 'web' }),
      makeSpan('db', 10, 80, { parent_span_id: 'proxy' }),
    ]);
    expect(edges.map(({ target, criticalUs, isCritical }) => [target, criticalUs, isCritical])).toEqual([
      ['default/proxy', 0, true],
      ['default/db', 80, true],
    ]);
  });

  it('takes spans of sidecar and application below each other for one request, and a call to itself for a call', () => {
    const app = { service: 'web', parent_span_id: 'web' };
    expect(edgesOf([makeSpan('web', 0, 100), makeSpan('app', 5, 90, app)])).toEqual([]);
    expect(
      edgesOf([
        makeSpan('web', 0, 100),
        makeSpan('out', 5, 90, { ...CLIENT, parent_span_id: 'web' }),
        makeSpan('in', 10, 80, { service: 'web', parent_span_id: 'out' }),
      ]),
    ).toEqual(['default/web default/web 1/0']);
  });

  it('gives services that call each other two edges', () => {
    expect(
      edgesOf([
        makeSpan('web', 0, 100),
        makeSpan('api', 10, 80, { parent_span_id: 'web' }),
        makeSpan('back', 20, 60, { service: 'web', parent_span_id: 'api' }),
      ]),
    ).toEqual(['default/web default/api 1/0', 'default/api default/web 1/0']);
  });

  it('tells services of one name in two namespaces apart', () => {
    const other = { service: 'web', namespace: 'other', parent_span_id: 'web' };
    expect(edgesOf([makeSpan('web', 0, 100), makeSpan('w2', 10, 20, other)])).toEqual([
      'default/web other/web 1/0',
    ]);
  });

  it('shows a host that sent no spans, and a known service that was not reached', () => {
    const failed = { ...CLIENT, parent_span_id: 'web', status: 'error' } as const;
    const { nodes, edges } = graphOf([
      makeSpan('web', 0, 100),
      makeSpan('out', 1, 5, { ...failed, name: 'bank.example.com:443/pay*' }),
      makeSpan('api', 10, 20, { parent_span_id: 'web' }),
      makeSpan('lost', 40, 5, { ...failed, name: 'api.default.svc.cluster.local:80/*' }),
      makeSpan('mute', 50, 5, { ...failed, name: 'GET' }),
    ]);
    expect(nodes.filter(({ spans }) => spans === 0).map(({ id, service }) => [id, service])).toEqual([
      ['host:bank.example.com', 'bank.example.com'],
    ]);
    expect(edges.map(({ id, calls, errors }) => `${id} ${calls}/${errors}`)).toEqual([
      'default/web host:bank.example.com 1/1',
      'default/web default/api 2/1',
    ]);
  });

  it('marks the entry, and services whose callers did not arrive', () => {
    const { nodes, edges } = graphOf([
      makeSpan('web', 0, 100),
      makeSpan('cron', 1, 10),
      makeSpan('api', 5, 10, { parent_span_id: 'gone' }),
    ]);
    expect(edges).toEqual([]);
    expect(nodes.map(({ service, isEntry, isOrphan }) => [service, isEntry, isOrphan])).toEqual([
      ['web', true, false],
      ['cron', true, false],
      ['api', false, true],
    ]);
  });

  it('cuts parents that form a circle', () => {
    const spans = [
      makeSpan('a', 0, 10, { parent_span_id: 'b' }),
      makeSpan('b', 1, 10, { parent_span_id: 'a' }),
    ];
    expect(graphOf(spans).nodes).toHaveLength(2);
    expect(graphOf(spans).edges).toHaveLength(1);
  });

  it('counts every call of ten thousand spans, however deep', () => {
    const spans = Array.from({ length: 10_000 }, (_, i) =>
      makeSpan(`s${i}`, i, 20_000 - 2 * i, {
        service: `svc-${i % 40}`,
        parent_span_id: i === 0 ? '' : `s${i - 1}`,
      }),
    );
    const { nodes, edges } = graphOf(spans);
    expect(nodes).toHaveLength(40);
    expect(edges.reduce((sum, { calls }) => sum + calls, 0)).toBe(9_999);
  });
});
