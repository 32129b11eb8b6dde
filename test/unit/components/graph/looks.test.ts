import { describe, expect, it } from 'vitest';
import { relativeControls } from '@/components/graph/canvas/relative-controls';
import { spacingOf, speedOf } from '@/components/graph/canvas/traffic-dots';
import { edgeLook, plateOf } from '@/components/graph/look/edge-look';
import { nodeLook } from '@/components/graph/look/node-look';
import { edgeWidth, NODE_SIZE, nodeSize } from '@/components/graph/look/scales';
import { makeEdge, makeNode } from '@/test/fixtures/mesh-graph';

describe('nodeLook()', () => {
  it('gives every kind its outline', () => {
    expect(nodeLook(makeNode('workload:ns/a'), true).shape).toBe('ellipse');
    expect(nodeLook(makeNode('app:ns/a'), true).shape).toBe('round-rectangle');
    expect(nodeLook(makeNode('service:ns/a'), true).shape).toBe('round-triangle');
    expect(nodeLook(makeNode('app:ns/gw', { isGateway: true }), true).shape).toBe('round-diamond');
  });

  it('dashes what nobody in the mesh speaks for', () => {
    expect(nodeLook(makeNode('app:ns/a'), true).isDashed).toBe(false);
    expect(nodeLook(makeNode('service:ns/a', { isExternal: true }), true).isDashed).toBe(true);
    expect(nodeLook(makeNode('unknown'), false)).toMatchObject({
      isDashed: true,
      glyph: '?',
      title: 'unknown source',
    });
  });

  it('names the namespace only where no box does', () => {
    expect(nodeLook(makeNode('app:shop/cart'), false).subtitle).toBe('shop');
    expect(nodeLook(makeNode('app:shop/cart'), true).subtitle).toBe('');
  });

  it('weighs errors of http and grpc together', () => {
    const node = makeNode('app:ns/a', {
      incoming: { http: { rate: 30, errorPercent: 0 }, grpc: { rate: 10, errorPercent: 40 } },
    });
    expect(nodeLook(node, true).errorShare).toBeCloseTo(0.1);
  });

  it('shows idle things without health', () => {
    const node = makeNode('app:ns/a', { isIdle: true, errors: 50 });
    expect(nodeLook(node, true)).toMatchObject({ tone: 'idle', errorShare: 0 });
  });
});

describe('edgeLook()', () => {
  it('dashes tcp and dots idle edges', () => {
    expect(edgeLook(makeEdge('a', 'b', 5), ['rate']).line).toBe('solid');
    expect(edgeLook(makeEdge('a', 'b', 5, { protocol: 'tcp' }), ['rate']).line).toBe('dashed');
    expect(edgeLook(makeEdge('a', 'b', 0, { isIdle: true }), ['rate'])).toMatchObject({
      line: 'dotted',
      plate: [],
    });
  });

  it('closes the lock only when everything went over mutual TLS', () => {
    const lock = (mtlsPercent: number | null) => edgeLook(makeEdge('a', 'b', 1, { mtlsPercent }), []).lock;
    expect([lock(null), lock(0), lock(40), lock(100)]).toEqual(['', '', 'open', 'closed']);
  });
});

describe('plateOf()', () => {
  it('adds the share of errors of an edge in trouble, whatever was chosen', () => {
    const texts = plateOf(makeEdge('a', 'b', 12, { errors: 14 }), ['rate']).map(({ text }) => text);
    expect(texts).toEqual(['12 rps', '14 % err']);
  });

  it('says nothing when nothing was chosen', () => {
    expect(plateOf(makeEdge('a', 'b', 12, { errors: 14 }), [])).toEqual([]);
  });

  it('names quantiles where more than one number stands on the plate', () => {
    const edge = makeEdge('a', 'b', 12);
    expect(plateOf(edge, ['p95']).map(({ text }) => text)).toEqual(['18 ms']);
    expect(plateOf(edge, ['p50', 'p95']).map(({ text }) => text)).toEqual(['p50 4.20 ms', 'p95 18 ms']);
  });
});

describe('scales', () => {
  it('grow with traffic within their bounds', () => {
    const size = (rate: number) =>
      nodeSize(makeNode('app:ns/a', { incoming: { http: { rate, errorPercent: 0 } } }));
    expect(size(0)).toBe(NODE_SIZE.least);
    expect(size(100)).toBeGreaterThan(size(1));
    expect(size(1e9)).toBe(NODE_SIZE.most);
    expect(edgeWidth(1e9, 'http')).toBe(5);
    expect(edgeWidth(1_000, 'tcp')).toBe(edgeWidth(1, 'http'));
  });

  it('run dots faster for faster answers and closer for more requests', () => {
    expect(speedOf(5)).toBeGreaterThan(speedOf(500));
    expect(spacingOf(100)).toBeLessThan(spacingOf(1));
    expect(speedOf(1e9)).toBeCloseTo(26);
  });
});

describe('relativeControls()', () => {
  it('says how far along and how far beside the straight line a control point lies', () => {
    const curve = {
      from: { x: 0, y: 0 },
      to: { x: 100, y: 0 },
      controls: [
        { x: 45, y: 20 },
        { x: 55, y: -20 },
      ],
    };
    expect(relativeControls(curve)).toEqual({ weights: [0.45, 0.55], distances: [20, -20] });
  });
});
