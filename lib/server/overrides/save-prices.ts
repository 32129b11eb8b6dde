import type { TrafficPrices } from '../../mesh/graph/cost/traffic-prices';
import { changeOverrides } from './change-overrides';
import type { OverrideDeps } from './override-deps';

/** Sets what a gigabyte of traffic costs. */
export async function savePrices(
  deps: Pick<OverrideDeps, 'overrides' | 'settings' | 'audit' | 'now'>,
  actor: string,
  prices: TrafficPrices,
): Promise<TrafficPrices> {
  await changeOverrides(deps, 'prices', prices, {
    actor,
    action: 'settings.update',
    target: 'traffic-prices',
    before: deps.overrides.prices,
    after: prices,
  });
  return prices;
}
