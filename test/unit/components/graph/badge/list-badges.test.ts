import { describe, expect, it } from 'vitest';
import { BADGE_KINDS, BADGE_SIGNS, isUrgent } from '@/components/graph/badge/badge-kind';
import { listBadges } from '@/components/graph/badge/list-badges';
import type { GraphSigns } from '@/lib/protocol/api/graph-signs';
import { makeEdge, makeNode } from '@/test/fixtures/mesh-graph';

const V1 = 'app:shop/orders@v1';
const V2 = 'app:shop/orders@v2';
const V3 = 'app:shop/orders@v3';
const HOST = 'orders.shop.svc.cluster.local';
const nodes = [V1, V2, V3].map((id) => makeNode(id, { services: [HOST] }));
const rollout = {
  id: 'r1',
  service: { namespace: 'shop', name: 'orders' },
  stable: 'v1',
  canary: 'v2',
  canaryPercent: 20,
} as const;
const signs = (sketch: Partial<GraphSigns>): GraphSigns => ({
  findings: [],
  knowsFindings: true,
  pastRevision: null,
  rollouts: [],
  ...sketch,
});
const kindsOf = (graph: Parameters<typeof listBadges>[0], given: GraphSigns | undefined, id: string) =>
  listBadges(graph, given).get(id)?.kinds;

describe('listBadges()', () => {
  it('marks the two versions that a rollout moves traffic between, and no other', () => {
    const given = signs({ rollouts: [rollout] });
    const graph = { nodes, edges: [] };
    expect(kindsOf(graph, given, V1)).toEqual(['rollout']);
    expect(kindsOf(graph, given, V2)).toEqual(['rollout']);
    expect(kindsOf(graph, given, V3)).toBeUndefined();
  });

  it('shows what is wrong with the configuration of a service at what is behind it', () => {
    const given = signs({
      findings: [
        { of: 'service:shop/orders', error: 1, warning: 2 },
        { of: 'workload:shop/orders-v2', error: 0, warning: 1 },
      ],
    });
    const badges = listBadges({ nodes, edges: [] }, given);
    expect(badges.get(V2)).toMatchObject({ kinds: ['findingError'], errors: 1, warnings: 3 });
  });

  it('tells a breaker that refused requests from one that only stands guard', () => {
    const guarded = makeNode(V1, { badges: ['circuitBreaker'] });
    const call = (flags: string) =>
      makeEdge('unknown', V1, 5, { responses: [{ code: '503', flags, rate: 5 }] });
    expect(kindsOf({ nodes: [guarded], edges: [call('UF')] }, undefined, V1)).toEqual(['circuitBreaker']);
    expect(kindsOf({ nodes: [guarded], edges: [call('UO')] }, undefined, V1)).toEqual([
      'breakerOpen',
      'circuitBreaker',
    ]);
  });

  it('puts the urgent first, and one sign for what routes in whatever way', () => {
    const node = makeNode(V1, {
      badges: ['virtualService', 'requestRouting', 'trafficShifting', 'faultInjection'],
      isOutOfMesh: true,
    });
    expect(kindsOf({ nodes: [node], edges: [] }, undefined, V1)).toEqual([
      'faultInjection',
      'noSidecar',
      'trafficShifting',
      'routing',
    ]);
  });

  it('misses no sidecar where nobody expects one', () => {
    const bank = makeNode('service:external/bank', { isExternal: true, isOutOfMesh: true });
    const unknown = makeNode('unknown', { isOutOfMesh: true });
    expect(listBadges({ nodes: [bank, unknown], edges: [] }, undefined).size).toBe(0);
  });
});

describe('BADGE_SIGNS', () => {
  it('draws every kind differently, or in another colour', () => {
    const drawn = BADGE_KINDS.map((kind) => `${BADGE_SIGNS[kind].path} ${BADGE_SIGNS[kind].tone}`);
    expect(new Set(drawn).size).toBe(BADGE_KINDS.length);
  });

  it('holds trouble and change for urgent, standing rules not', () => {
    expect(BADGE_KINDS.filter(isUrgent)).toEqual([
      'breakerOpen',
      'findingError',
      'rollout',
      'faultInjection',
    ]);
  });
});
