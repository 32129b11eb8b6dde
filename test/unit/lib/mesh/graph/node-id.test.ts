import { describe, expect, it } from 'vitest';
import { formatEdge, formatSubject, parseEdge, parseSubject, type Subject } from '@/lib/mesh/graph/node-id';

const at = { namespace: 'shop', cluster: 'default' };
const SUBJECTS: readonly Subject[] = [
  { ...at, kind: 'workload', name: 'cart-v1' },
  { ...at, kind: 'app', name: 'cart', version: 'v1', cluster: 'west' },
  { ...at, kind: 'namespace', name: 'shop' },
  { ...at, kind: 'operation', name: 'cart', operation: 'GET /a~b/{id}@v#1->x' },
  { ...at, kind: 'operation', name: 'cart', operation: '/cart.v1.Api/Get', cluster: 'west' },
];

describe('parseSubject()', () => {
  it.each(SUBJECTS)('reads what formatSubject() wrote: $kind $name', (subject) => {
    expect(parseSubject(formatSubject(subject))).toEqual(subject);
  });

  it('refuses edges, whatever versions stand at their ends', () => {
    expect(parseSubject('app:shop/web@v1->app:shop/cart@v2#http')).toBeUndefined();
    expect(parseSubject('workload:shop/web-v1->workload:shop/cart-v1#http')).toBeUndefined();
  });

  it('refuses operations without a service, with more parts, or badly encoded', () => {
    for (const id of [
      'operation:shop/cart',
      'operation:shop//x',
      'operation:shop/cart/a/b',
      'operation:shop/cart/%',
    ])
      expect(parseSubject(id)).toBeUndefined();
  });
});

describe('parseEdge()', () => {
  it('reads an edge whatever the operation at its end is called', () => {
    const [source, , , target] = SUBJECTS;
    if (source === undefined || target === undefined) throw new Error('both are listed above');
    const id = formatEdge(formatSubject(source), formatSubject(target), 'http');
    expect(parseEdge(id)).toEqual({ source, target, protocol: 'http' });
  });
});
