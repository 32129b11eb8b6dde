import { describe, expect, it } from 'vitest';
import { filterItems } from '@/components/config/list/filter-items';
import type { ConfigItem } from '@/lib/protocol/api/config';

const item = (name: string, kind: ConfigItem['kind'], labels: Record<string, string> = {}): ConfigItem => ({
  key: `${kind}/${name}`,
  apiVersion: 'v1',
  kind,
  namespace: 'shop',
  name,
  labels,
  version: 1,
  revision: 1,
  author: 'ada',
  createdAt: 0,
  updatedAt: 0,
  findings: { error: 0, warning: 0, info: 0 },
});

const ITEMS = [item('reviews', 'VirtualService', { team: 'books' }), item('ratings', 'DestinationRule')];

const names = (text: string) => filterItems(ITEMS, text).map(({ name }) => name);

describe('filterItems()', () => {
  it('asks for every word, wherever it stands', () => {
    expect(names('')).toEqual(['reviews', 'ratings']);
    expect(names('virtualservice team=books')).toEqual(['reviews']);
    expect(names('ada SHOP/r')).toEqual(['reviews', 'ratings']);
    expect(names('reviews ratings')).toEqual([]);
  });
});
