import { shiftWeights } from '@/lib/mesh/config/wizards/shift-weights';
import type { CanaryMatch, Sticky } from '@/lib/mesh/rollout/plan';
import type { SplitTarget } from '@/lib/mesh/rollout/rule/read-splits';

/** One destination of the rule as it is being edited. */
export type WeightRow = {
  key: string;
  host: string;
  /** Empty where the destination is not a subset. */
  subset: string;
  port?: number;
  /** What its workloads report; empty when that is not known. */
  version: string;
  /** Whole, 0..100. */
  percent: number;
  isLocked: boolean;
  /** Its place among the rule's destinations now; undefined for one that the change adds. */
  origin?: number;
};

/** What leads or copies requests to one version whatever the weights are. */
export type Beside = {
  /** The row that gets them. */
  key: string;
  match?: CanaryMatch;
  /** Users who have met that version stay with it. */
  sticky?: Sticky;
  /** 0..100. */
  mirrorPercent: number;
};

/** A rule as it is being edited. */
export type RuleDraft = { rows: readonly WeightRow[]; beside: Beside };

/** Names a destination within its rule. */
export function rowKey({ host, subset, port }: Pick<SplitTarget, 'host' | 'subset' | 'port'>): string {
  return [host, subset, port ?? ''].join(' ');
}

/** What a row is called: its version where that is known. */
export function rowLabel({ version, subset, host }: Pick<WeightRow, 'version' | 'subset' | 'host'>): string {
  if (version !== '') return version;
  return subset === '' ? host : subset;
}

/** Whether two drafts would be written the same. */
export function isSameDraft(a: RuleDraft, b: RuleDraft): boolean {
  return JSON.stringify(written(a)) === JSON.stringify(written(b));
}

/** Whether anything is asked for beside the weights. */
export function isBesideUsed({ match, mirrorPercent, sticky }: Omit<Beside, 'key'>): boolean {
  return match !== undefined || mirrorPercent > 0 || sticky !== undefined;
}

/** Shares as whole numbers that sum to 100. */
export function wholeWeights(percents: readonly number[]): number[] {
  const largest = percents.indexOf(Math.max(...percents));
  return shiftWeights(percents, largest, percents[largest] ?? 100);
}

function written({ rows, beside }: RuleDraft): unknown {
  const { match, mirrorPercent, sticky, key } = beside;
  return [
    rows.map((row) => [row.key, row.percent]),
    isBesideUsed(beside)
      ? [key, match?.header ?? null, match?.cookie ?? null, mirrorPercent, sticky ?? null]
      : null,
  ];
}
