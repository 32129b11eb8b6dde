import { describe, expect, it } from 'vitest';
import { filterEntities } from '@/components/entities/filter-entities';
import type { EntityRow } from '@/lib/protocol/api/entities';

const row = (
  name: string,
  namespace: string,
  versions: string[],
  status: EntityRow['health']['status'],
): EntityRow => ({
  id: `workload:${namespace}/${name}`,
  kind: 'workload',
  namespace,
  name,
  app: name,
  versions,
  health: { status, errorPercent: 0 },
  rate: 0,
  errorPercent: 0,
  p95: null,
  p99: null,
  mtlsPercent: null,
  agents: 1,
  endpoints: 1,
  ports: [],
  isGateway: false,
  isExternal: false,
  lastSeen: null,
  sparkline: [],
});
const rows = [row('reviews', 'bookinfo', ['v2'], 'Failure'), row('orders', 'shop', ['v1'], 'Healthy')];
const find = (text: string, health: EntityRow['health']['status'][] = []) =>
  filterEntities(rows, { text, health }).map(({ name }) => name);

describe('filterEntities()', () => {
  it('wants every word, in name, namespace, app or version', () => {
    expect(find('BOOK rev')).toEqual(['reviews']);
    expect(find('shop v1')).toEqual(['orders']);
    expect(find('shop v2')).toEqual([]);
  });

  it('takes no health for any health', () => {
    expect(find('')).toHaveLength(2);
    expect(find('', ['Failure', 'Degraded'])).toEqual(['reviews']);
  });
});
