import { getRollout } from '../../protocol/api/rollouts';
import { getRollout as read } from '../rollout/get-rollout';
import { handle } from './handler';

export const rolloutHandler = handle(getRollout, ({ rollouts }, { params }) =>
  read(rollouts, params.id ?? ''),
);
