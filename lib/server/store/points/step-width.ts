import { TIER_MS } from '../contract/store-maintenance';

/** Steps are multiples of the widest tier they can hold, so that the tiers' buckets never straddle a step. */
export function roundStepMs(stepMs: number, finestMs: number): number {
  const wanted = Math.max(stepMs, finestMs);
  const unit =
    [TIER_MS['1h'], TIER_MS['10m'], TIER_MS['1m']].find((width) => wanted >= width) ?? TIER_MS['10s'];
  return Math.ceil(wanted / unit) * unit;
}
