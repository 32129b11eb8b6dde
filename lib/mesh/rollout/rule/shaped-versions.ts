import type { RolloutPlan, Sticky } from '../plan';
import type { LeadOwner } from './managed-rule';
import { stickyPair } from './sticky-cookie';

/** The versions whose traffic is shaped, and on whose behalf: a rollout's, where nothing is said. */
export type ShapedVersions = Pick<RolloutPlan, 'target' | 'stable' | 'canary' | 'sticky'> & {
  owner?: LeadOwner;
  /** A rollout's: copies are its own business only where a step makes some. */
  steps?: RolloutPlan['steps'];
  /** Nobody has to stay any more: what kept users is taken away whatever the shares are. */
  isOver?: boolean;
};

/** What is to be made: the same versions, without the cookie where the rollout is over. */
export function versionsToMake(versions: ShapedVersions): ShapedVersions {
  if (versions.isOver !== true) return versions;
  const { sticky: _, ...rest } = versions;
  return rest;
}

/** Whether a cookie is one that a new shape replaces: a rollout touches none but its own. */
export function isReplaced(versions: ShapedVersions): (sticky: Required<Sticky>) => boolean {
  if (versions.owner === 'person') return () => true;
  const own = stickyPair(versions);
  return ({ cookie, value }) => cookie === own?.name && value === own.value;
}

/** Whether copies that go to the canary are of whom the rule is shaped for; what somebody else wrote by hand stays. */
export function ownsMirrors({ owner = 'rollout', steps }: ShapedVersions): boolean {
  return owner === 'person' || hasMirrorStep(steps ?? []);
}

/** Whether a plan sends copies anywhere. */
export function hasMirrorStep(steps: RolloutPlan['steps']): boolean {
  return steps.some((step) => step.kind === 'mirror' && step.percent > 0);
}
