import { getRollouts } from '../../protocol/api/rollouts';
import { listRollouts } from '../rollout/list-rollouts';
import { handle } from './handler';

export const rolloutsHandler = handle(getRollouts, ({ rollouts }, { query }) =>
  listRollouts(rollouts, query),
);
