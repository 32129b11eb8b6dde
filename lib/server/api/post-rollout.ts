import { postRollout } from '../../protocol/api/rollouts';
import { startRollout } from '../rollout/start-rollout';
import { handle } from './handler';

export const postRolloutHandler = handle(postRollout, ({ rollouts }, { body, actor }) =>
  startRollout(rollouts, body.plan, { who: actor?.subject ?? 'anonymous', why: body.reason }),
);
