import { toleranceProblem } from '@/lib/mesh/health/object-tolerances';
import type { Tolerance } from '@/lib/mesh/health/tolerance';

/** A tolerance as it is being written: shares are text. */
export type ToleranceDraft = Omit<Tolerance, 'degraded' | 'failure'> & {
  key: number;
  degraded: string;
  failure: string;
};

let drafts = 0;

/** A tolerance ready to be changed. */
export function toDraft({ degraded, failure, ...rest }: Tolerance): ToleranceDraft {
  drafts += 1;
  return { ...rest, key: drafts, degraded: String(degraded), failure: String(failure) };
}

/** What the drafts say, or by their keys what is wrong with them. */
export function readDrafts(list: readonly ToleranceDraft[]): {
  tolerances: Tolerance[] | undefined;
  problems: Map<number, string>;
} {
  const problems = new Map<number, string>();
  const tolerances = list.map(({ key, degraded, failure, ...rest }) => {
    const tolerance = { ...rest, degraded: readShare(degraded), failure: readShare(failure) };
    const problem = toleranceProblem(tolerance);
    if (problem !== undefined) problems.set(key, problem);
    return tolerance;
  });
  return { tolerances: problems.size === 0 ? tolerances : undefined, problems };
}

function readShare(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.').replace('%', ''));
}
