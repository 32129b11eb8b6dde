import { describe, expect, it } from 'vitest';
import { type HealthMemory, SETTLED_AFTER_MS, watchHealth } from '@/lib/mesh/changes/watch-health';
import type { GraphNode, MeshGraph } from '@/lib/mesh/graph/graph';
import type { HealthStatus } from '@/lib/mesh/health/health-status';

function graphAt(to: number, status: HealthStatus, reason?: string): MeshGraph {
  const health = { status, errorPercent: 0, ...(reason === undefined ? {} : { reason }) };
  const node = { id: 'workload:shop/cart-v1', name: 'cart-v1', namespace: 'shop', health } as GraphNode;
  return { type: 'workload', from: to - 60_000, to, nodes: [node], edges: [], folded: [], omittedEdges: 0 };
}

/** Looks every `stepMs` from one graph to the next, and gathers the messages. */
function watch(statuses: readonly HealthStatus[], stepMs: number): string[] {
  let memory: HealthMemory = new Map();
  return statuses.flatMap((status, index) => {
    const seen = watchHealth(memory, graphAt(index * stepMs, status));
    memory = seen.memory;
    return seen.changes.map(({ message, severity }) => `${severity}: ${message}`);
  });
}

describe('watchHealth()', () => {
  it('tells of a status that lasts, in both directions', () => {
    expect(
      watch(
        ['Healthy', 'Failure', 'Failure', 'Failure', ...Array<HealthStatus>(7).fill('Healthy')],
        SETTLED_AFTER_MS / 2,
      ),
    ).toEqual(['error: cart-v1 is failing.', 'info: cart-v1 is healthy again.']);
  });

  it('passes over a moment, and over silence', () => {
    expect(watch(['Healthy', 'Failure', 'Healthy', 'Failure', 'Healthy'], SETTLED_AFTER_MS)).toEqual([]);
    expect(watch(['Healthy', 'NA', 'NA', 'NA', 'Healthy'], SETTLED_AFTER_MS)).toEqual([]);
  });

  it('waits longer for good news: what fails now and then is not healthy in between', () => {
    const flapping: HealthStatus[] = ['Failure', 'Healthy', 'Healthy', 'Healthy', 'Failure'];
    expect(watch(['Healthy', 'Failure', 'Failure', ...flapping, ...flapping], SETTLED_AFTER_MS)).toEqual([
      'error: cart-v1 is failing.',
    ]);
  });

  it('takes what was bad at the first look, after a restart, for unknown', () => {
    const found = watch(
      ['Not Ready', ...Array<HealthStatus>(8).fill('Healthy'), 'Failure', 'Failure'],
      SETTLED_AFTER_MS,
    );
    expect(found).toEqual(['error: cart-v1 is failing.']);
  });

  it('is about the last status, not the one in between', () => {
    expect(watch(['Healthy', 'Degraded', 'Failure', 'Failure'], SETTLED_AFTER_MS)).toEqual([
      'error: cart-v1 is failing.',
    ]);
  });

  it('gives the reason', () => {
    const before = watchHealth(new Map(), graphAt(0, 'Healthy')).memory;
    const during = watchHealth(before, graphAt(10_000, 'Degraded', '2 % of requests answered 5xx')).memory;
    const { changes } = watchHealth(during, graphAt(40_000, 'Degraded', '2 % of requests answered 5xx'));
    expect(changes).toEqual([
      {
        kind: 'health-changed',
        severity: 'warning',
        namespace: 'shop',
        subject: 'workload:shop/cart-v1',
        message: 'cart-v1 is degraded: 2 % of requests answered 5xx.',
      },
    ]);
  });
});
