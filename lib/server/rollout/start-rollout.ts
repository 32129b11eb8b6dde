import { randomUUID } from 'node:crypto';
import type { RolloutPlan, RolloutVersion, RuleShares } from '../../mesh/rollout/plan';
import { addSubsets } from '../../mesh/rollout/rule/add-subsets';
import { findRuleProblem, ruleWishesOf } from '../../mesh/rollout/rule/find-rule-problem';
import { readSplits, type Split } from '../../mesh/rollout/rule/read-splits';
import type { Rollout } from '../../protocol/api/rollouts';
import { AppError } from '../../protocol/app-error';
import { getRollout } from './get-rollout';
import type { RolloutDesk } from './rollout-desk';
import { findRule } from './write-rule';
import { findDestinationRule, writeSubsets } from './write-subsets';

/** Starts a rollout: checks that its rule is there, makes the subsets it needs, and takes the first step. */
export async function startRollout(
  desk: RolloutDesk,
  plan: RolloutPlan,
  by: { who: string; why: string },
): Promise<Rollout> {
  const { namespace, name } = plan.service;
  const stored = findRule(desk.config, plan);
  const place = `${plan.target.kind} ${plan.target.namespace}/${plan.target.name}`;
  if (stored === undefined)
    throw new AppError('bad_request', `Cannot start: ${place} is not in the configuration`);
  const split = readSplits(stored.object).find(({ rule }) => rule === plan.target.rule);
  if (split === undefined)
    throw new AppError('bad_request', `Cannot start: ${place} has no rule ${plan.target.rule}`);
  const { host, subset } = plan.stable;
  if (!split.targets.some((target) => target.host === host && target.subset === subset)) {
    const wanted = subset === '' ? host : `${host}, subset ${subset}`;
    throw new AppError(
      'bad_request',
      `Cannot start: rule ${plan.target.rule} of ${place} sends nothing to ${wanted}`,
    );
  }
  if (host === plan.canary.host && subset === plan.canary.subset) {
    throw new AppError(
      'bad_request',
      `Cannot start: stable and canary are the same destination of ${namespace}/${name}`,
    );
  }
  const problem = findRuleProblem(stored.object, ruleWishesOf(plan));
  if (problem !== undefined) throw new AppError('bad_request', `Cannot start: ${problem}`);
  await makeSubsets(desk, plan, by.who);
  const id = randomUUID();
  await desk.engine.begin(
    { ...withOwnCookie(plan, id), before: sharesOf(split, plan) },
    id,
    stored.version,
    by,
  );
  return await getRollout(desk, id);
}

function sharesOf({ targets }: Split, { stable, canary }: RolloutPlan): RuleShares {
  const percentOf = (version: RolloutVersion): number =>
    targets
      .filter(({ host, subset }) => host === version.host && subset === version.subset)
      .reduce((sum, { percent }) => sum + percent, 0);
  const own = percentOf(canary);
  return { canary: own, other: Math.max(0, 100 - own - percentOf(stable)) };
}

/** Cookies of an older rollout lead nowhere. */
function withOwnCookie(plan: RolloutPlan, id: string): RolloutPlan {
  const { sticky } = plan;
  return sticky === undefined ? plan : { ...plan, sticky: { ...sticky, value: id.slice(0, 8) } };
}

async function makeSubsets({ config }: RolloutDesk, plan: RolloutPlan, who: string): Promise<void> {
  if (plan.target.kind !== 'VirtualService') return;
  const { namespace } = plan.target;
  const wanted = [plan.stable, plan.canary].map(({ subset, version }) => ({ name: subset, version }));
  const existing = findDestinationRule(config, plan.canary.host, namespace);
  const object = addSubsets(existing?.object, plan.canary.host, namespace, wanted);
  if (object !== undefined) await writeSubsets(config, existing, object, who);
}
