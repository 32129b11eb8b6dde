import { describe, expect, it } from 'vitest';
import { NODE, placeGraph } from '@/components/traces/graph/place-graph';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { buildTraceGraph, type TraceGraph } from '@/lib/mesh/trace/trace-graph';
import { makeSpan } from '../../lib/mesh/trace/make-span';

/** Calls as `caller>callee`, each span named after its service and place. */
function graphOf(calls: readonly string[]): TraceGraph {
  const spans = [makeSpan('root', 0, 1_000, { service: 'a' })];
  for (const [i, call] of calls.entries()) {
    const [caller = '', service = ''] = call.split('>');
    const parent = spans.findLast((span) => span.service === caller)?.span_id ?? '';
    spans.push(
      makeSpan(`out${i}`, i, 900, { kind: 'CLIENT', service: caller, parent_span_id: parent }),
      makeSpan(`in${i}`, i, 800, { service, parent_span_id: `out${i}` }),
    );
  }
  return buildTraceGraph(buildTrace('t', spans), new Map());
}

const GRAPH = graphOf(['a>b', 'a>c', 'b>d', 'c>d', 'd>b', 'd>d', 'd>e']);

describe('placeGraph()', () => {
  it('puts callers left of what they call and lets no two nodes overlap', () => {
    const { nodes } = placeGraph(GRAPH);
    const at = new Map(nodes.map((placed) => [placed.node.service, placed]));
    expect(at.get('a')?.x).toBeLessThan(at.get('b')?.x ?? 0);
    expect(at.get('c')?.x).toBeLessThan(at.get('d')?.x ?? 0);
    for (const [i, a] of nodes.entries()) {
      for (const b of nodes.slice(i + 1)) {
        expect(Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height).toBe(true);
      }
    }
  });

  it('keeps every node and plate within the drawing', () => {
    const { nodes, edges, width, height } = placeGraph(GRAPH);
    expect(edges).toHaveLength(GRAPH.edges.length);
    const points = [
      ...nodes,
      ...nodes.map(({ x, y }) => ({ x: x + NODE.width, y: y + NODE.height })),
      ...edges.map(({ plate }) => plate),
    ];
    for (const { x, y } of points) {
      expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
    }
  });

  it('draws the two directions between the same services apart', () => {
    const { edges } = placeGraph(GRAPH);
    const paths = edges.filter(({ edge }) => edge.id.includes('/b') && edge.id.includes('/d'));
    expect(paths).toHaveLength(2);
    expect(paths[0]?.plate.y).not.toBe(paths[1]?.plate.y);
  });

  it('draws the same whatever the order of services and calls', () => {
    const turned = placeGraph({ nodes: GRAPH.nodes.toReversed(), edges: GRAPH.edges.toReversed() });
    const straight = placeGraph(GRAPH);
    expect(turned.nodes.toReversed()).toEqual(straight.nodes);
    expect(turned.edges.toReversed()).toEqual(straight.edges);
  });

  it('takes a graph without services', () => {
    expect(placeGraph({ nodes: [], edges: [] }).nodes).toEqual([]);
  });
});
