import { type ConfigResource, referenceOf } from '../../config/resource';
import type { Finding } from '../finding';
import type { Report, Rule } from '../rule';
import { runRule } from '../run-rules';
import type { Snapshot } from '../snapshot';
import { type Observations, ruleKey } from './observations';

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
export function stoodAllAlong(resource: ConfigResource, observed: Observations): boolean {
  return stoodSince(resource, observed, observed.fromMs);
}

/** Whether an object stood as it does since a moment. */
export function stoodSince(resource: ConfigResource, observed: Observations, sinceMs: number): boolean {
  const changedAt = observed.changedAtMs.get(ruleKey(referenceOf(resource)));
  return changedAt !== undefined && changedAt <= sinceMs;
}

/** How long was looked, in words: `a day`, `3 days`. */
export function daysOf({ fromMs, toMs }: Pick<Observations, 'fromMs' | 'toMs'>): string {
  const days = Math.round((toMs - fromMs) / 86_400_000);
  return days <= 1 ? 'a day' : `${days} days`;
}
