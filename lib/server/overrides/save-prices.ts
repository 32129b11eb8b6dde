import { DEFAULT_PRICES, type TransferPrices } from '../../mesh/graph/cost/transfer-prices';
import type { PricesAnswer } from '../../protocol/api/overrides';
import { changeOverrides } from './change-overrides';
import type { OverrideDeps } from './override-deps';

/** What moving a gigabyte costs, and whether somebody set it. */
export function describePrices({ overrides }: Pick<OverrideDeps, 'overrides'>): PricesAnswer {
  const { prices } = overrides;
  return { isSet: prices !== undefined, prices: prices ?? DEFAULT_PRICES };
}

/** Sets the prices; null goes back to the defaults. */
export async function savePrices(
  deps: OverrideDeps,
  actor: string,
  prices: TransferPrices | null,
): Promise<PricesAnswer> {
  const before = deps.overrides.prices ?? null;
  const note = { actor, action: 'prices.update', target: 'transfer prices', before, after: prices };
  await changeOverrides(deps, 'prices', prices, note);
  return describePrices(deps);
}
