import type { RolloutPlan } from './plan';

type Versions = Pick<RolloutPlan, 'before' | 'stable' | 'canary'>;

/** Who has how much of the rule's requests when `canaryPercent` is asked for the canary: "v1 60 %, v3 10 %, others 30 %". */
export function describeShares({ before, stable, canary }: Versions, canaryPercent: number): string {
  const other = Math.round(before?.other ?? 0);
  const shares = Math.min(Math.round(canaryPercent), 100 - other);
  const all = [
    [stable.version, 100 - other - shares],
    [canary.version, shares],
    ['others', other],
  ] as const;
  const [only, ...more] = all.filter(([, percent]) => percent > 0);
  if (only !== undefined && more.length === 0) return `${only[0]} all`;
  return all.flatMap(([name, percent]) => (percent > 0 ? `${name} ${percent} %` : [])).join(', ');
}
