import { expect, it } from 'vitest';
import { DEFAULT_PRICES } from '@/lib/mesh/graph/cost/transfer-prices';
import { Overrides } from '@/lib/server/overrides/overrides';
import { describePrices, savePrices } from '@/lib/server/overrides/save-prices';
import { loadOverrides } from '@/lib/server/overrides/stored-overrides';

it('savePrices() stores, audits and uses prices, and goes back to the defaults', async () => {
  const stored = new Map<string, unknown>();
  const audited: string[] = [];
  const deps = {
    overrides: new Overrides({ tolerances: [], operations: [] }),
    settings: { writeSetting: async (key: string, value: unknown) => void stored.set(key, value) },
    audit: { appendAudit: async ({ action }: { action: string }) => void audited.push(action) },
    registry: {} as never,
    query: {} as never,
    now: () => 5,
  };
  const before = deps.overrides.version();
  expect(describePrices(deps)).toEqual({ isSet: false, prices: DEFAULT_PRICES });
  const prices = { currency: 'EUR', zone: 0.01, region: 0.02, egress: 0.05 };
  expect(await savePrices(deps, 'ada', prices)).toEqual({ isSet: true, prices });
  expect(deps.overrides.version()).toBeGreaterThan(before);
  expect((await loadOverrides({ readSetting: async (key) => stored.get(key) })).prices).toEqual(prices);
  expect(audited).toEqual(['prices.update']);
  expect(await savePrices(deps, 'ada', null)).toEqual({ isSet: false, prices: DEFAULT_PRICES });
});
