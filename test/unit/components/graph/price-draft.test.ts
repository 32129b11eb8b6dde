import { describe, expect, it } from 'vitest';
import { readPriceDraft, toPriceDraft } from '@/components/graph/toolbar/price-draft';
import { DEFAULT_PRICES } from '@/lib/mesh/graph/cost/transfer-prices';

describe('readPriceDraft()', () => {
  it('reads what it wrote', () => {
    expect(readPriceDraft(toPriceDraft(DEFAULT_PRICES))).toEqual({ prices: DEFAULT_PRICES, problems: {} });
  });

  it('says which field is no price', () => {
    const { prices, problems } = readPriceDraft({ currency: ' ', zone: '', region: '-1', egress: 'much' });
    expect(prices).toBeUndefined();
    expect(Object.keys(problems).sort()).toEqual(['currency', 'egress', 'region', 'zone']);
  });
});
