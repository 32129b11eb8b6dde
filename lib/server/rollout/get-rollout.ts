import type { Rollout } from '../../protocol/api/rollouts';
import { AppError } from '../../protocol/app-error';
import { describeRollout } from './describe-rollout';
import type { RolloutDesk } from './rollout-desk';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A rollout as it is now; fails with `not_found`. */
export async function getRollout({ engine, records }: RolloutDesk, id: string): Promise<Rollout> {
  const rollout = engine.find(id) ?? (ID.test(id) ? await records.findRollout(id) : undefined);
  if (rollout === undefined) throw new AppError('not_found', `There is no rollout ${id}`);
  return describeRollout(rollout, await records.listMoments(id));
}
