import type { ConfigResource } from '../../config/resource';
import type { Finding } from '../finding';
import type { Report, Rule } from '../rule';
import { runRule } from '../run-rules';
import type { Snapshot } from '../snapshot';
import type { Observations } from './observations';

/** A check that needs to know what was sent: a rule like the others, with observations beside the snapshot. */
export interface TrafficRule extends Omit<Rule, 'check'> {
  check(snapshot: Snapshot, report: Report, observed: Observations): void;
}

/** Everything that the rules find in a configuration and what was observed under it. */
export function runTrafficRules(
  snapshot: Snapshot,
  rules: readonly TrafficRule[],
  observed: Observations,
): Finding[] {
  return rules.flatMap((rule) =>
    runRule(snapshot, { ...rule, check: (seen, report) => rule.check(seen, report, observed) }),
  );
}

/** Whether an object stood as it does during all that was observed; what was seen under another one says nothing. */
export function stoodAllAlong({ kind, metadata }: ConfigResource, observed: Observations): boolean {
  const changedAt = observed.changedAtMs(kind, metadata.namespace, metadata.name);
  return changedAt !== undefined && changedAt <= observed.fromMs;
}

/** How long was looked, in words: `a day`, `3 days`. */
export function daysOf({ fromMs, toMs }: Pick<Observations, 'fromMs' | 'toMs'>): string {
  const days = Math.round((toMs - fromMs) / 86_400_000);
  return days <= 1 ? 'a day' : `${days} days`;
}
