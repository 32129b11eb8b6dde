import { postRolloutAction } from '../../protocol/api/rollouts';
import { actOnRollout } from '../rollout/act-on-rollout';
import { handle } from './handler';

export const postRolloutActionHandler = handle(postRolloutAction, ({ rollouts }, { params, body, actor }) =>
  actOnRollout(rollouts, params.id ?? '', { ...body, who: actor?.subject ?? 'anonymous' }),
);
