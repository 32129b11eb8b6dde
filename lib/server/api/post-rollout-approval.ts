import { postRolloutApproval } from '../../protocol/api/rollouts';
import { approveByLink } from '../rollout/act-on-rollout';
import { handle } from './handler';

export const postRolloutApprovalHandler = handle(postRolloutApproval, ({ rollouts }, { body }) =>
  approveByLink(rollouts, body.token),
);
