import type { SplitAnswer } from '@/lib/protocol/api/splits';
import type { WeightRow } from './rule-draft';

/** How what a caller sees compares with what the rule says. */
export type CallerFit = 'on-target' | 'moving' | 'too-few';

const FEWEST = 10;
/** Standard errors within which a share is what chance makes of its target, and percentage points for rounding. */
const ERRORS = 3;
const SLACK = 1.5;

/** Whether the shares a caller saw in `seconds` are the rule's, as far as its number of requests can tell. */
export function fitOf(
  { rate, shares }: Pick<SplitAnswer['callers'][number], 'rate' | 'shares'>,
  rows: readonly WeightRow[],
  seconds: number,
): CallerFit {
  const requests = rate * seconds;
  if (requests < FEWEST) return 'too-few';
  const wanted = new Map<string, number>();
  for (const { version, percent } of rows) wanted.set(version, (wanted.get(version) ?? 0) + percent);
  const isNear = ([version, percent]: [string, number]) => {
    const seen = shares.find((share) => share.version === version)?.percent ?? 0;
    const share = percent / 100;
    const error = 100 * Math.sqrt((share * (1 - share)) / requests);
    return Math.abs(seen - percent) <= ERRORS * error + SLACK;
  };
  const others = shares.filter(({ version }) => !wanted.has(version));
  const strays = others.reduce((sum, { percent }) => sum + percent, 0);
  return [...wanted].every(isNear) && strays <= SLACK ? 'on-target' : 'moving';
}

/** By version, its part of all requests of all callers, 0..100. */
export function observedShares(callers: SplitAnswer['callers']): ReadonlyMap<string, number> {
  const total = callers.reduce((sum, { rate }) => sum + rate, 0);
  const byVersion = new Map<string, number>();
  if (total === 0) return byVersion;
  for (const { version, rate } of callers.flatMap(({ shares }) => shares)) {
    byVersion.set(version, (byVersion.get(version) ?? 0) + (rate * 100) / total);
  }
  return byVersion;
}
