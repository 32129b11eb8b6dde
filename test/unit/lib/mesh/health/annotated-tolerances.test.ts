import { describe, expect, it } from 'vitest';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { createAnnotatedTolerances, readAnnotatedTolerances } from '@/lib/mesh/health/annotated-tolerances';
import { subjectKey } from '@/lib/mesh/health/object-tolerances';
import { addRequests, createRequestCounts } from '@/lib/mesh/health/request-counts';
import { requestHealth } from '@/lib/mesh/health/request-health';

function annotated(kind: string, rate: string): ConfigObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name: 'cart', namespace: 'shop', annotations: { 'health.kiali.io/rate': rate } },
  };
}

const counts = createRequestCounts();
addRequests(counts.inbound, 'http', '200', 95);
addRequests(counts.inbound, 'http', '503', 5);

const cart = { namespace: 'shop', name: 'cart' } as const;

describe('createAnnotatedTolerances()', () => {
  it('judges an annotated object by its annotation and everything else by the default', () => {
    const find = createAnnotatedTolerances([annotated('Service', '5XX,20,40,http,inbound')]);
    expect(requestHealth(counts, find({ kind: 'service', ...cart })).status).toBe('Healthy');
    expect(requestHealth(counts, find({ kind: 'workload', ...cart })).status).toBe('Degraded');
    expect(requestHealth(counts, find({ kind: 'service', ...cart, namespace: 'bank' })).status).toBe(
      'Degraded',
    );
  });

  it('takes workloads by their Deployment and stricter annotations too', () => {
    const find = createAnnotatedTolerances([annotated('Deployment', '5XX,1,2,http,inbound')]);
    expect(requestHealth(counts, find({ kind: 'workload', ...cart })).status).toBe('Failure');
  });

  it('falls back to rates and the default where an annotation makes no sense', () => {
    const rates = [
      {
        namespace: 'shop',
        tolerance: [{ code: '5XX', degraded: 50, failure: 60, protocol: 'http', direction: '.*' }],
      },
    ];
    const find = createAnnotatedTolerances([annotated('Service', '5XX,20,10,http,inbound')], [], rates);
    expect(requestHealth(counts, find({ kind: 'service', ...cart })).status).toBe('Healthy');
    expect(requestHealth(counts, find({ kind: 'service', ...cart, namespace: 'bank' })).status).toBe(
      'Degraded',
    );
  });

  it('takes what was set by hand before the default, and an annotation before both', () => {
    const strict = [{ code: '5XX', degraded: 1, failure: 2, protocol: 'http', direction: '.*' }];
    const byHand = [{ kind: 'service' as const, ...cart, tolerances: strict }];
    const alone = createAnnotatedTolerances([], byHand);
    expect(requestHealth(counts, alone({ kind: 'service', ...cart })).status).toBe('Failure');
    expect(requestHealth(counts, alone({ kind: 'workload', ...cart })).status).toBe('Degraded');
    const both = createAnnotatedTolerances([annotated('Service', '5XX,20,40,http,inbound')], byHand);
    expect(requestHealth(counts, both({ kind: 'service', ...cart })).status).toBe('Healthy');
  });
});

describe('readAnnotatedTolerances()', () => {
  it('tells which object brought tolerances along', () => {
    const object = annotated('Service', '5XX,20,40,http,inbound');
    const found = readAnnotatedTolerances([object, annotated('Secret', '5XX,1,2,http,inbound')]);
    expect([...found.keys()]).toEqual([subjectKey({ kind: 'service', ...cart })]);
    expect(found.get('service shop/cart')?.object).toBe(object);
  });
});
