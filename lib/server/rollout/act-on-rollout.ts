import type { RolloutEvent } from '../../mesh/rollout/rollout-event';
import type { Rollout } from '../../protocol/api/rollouts';
import { AppError } from '../../protocol/app-error';
import { type Approval, readApproval } from './approval-token';
import { getRollout } from './get-rollout';
import type { RolloutDesk } from './rollout-desk';

type Action = 'pause' | 'resume' | 'skip' | 'approve' | 'promote' | 'abort';

/** Does what a person wants with a rollout under way. */
export async function actOnRollout(
  desk: RolloutDesk,
  id: string,
  { action, reason, who }: { action: Action; reason: string; who: string },
): Promise<Rollout> {
  const event: RolloutEvent & { who: string } =
    action === 'abort' ? { kind: 'abort', who, reason } : { kind: action, who };
  await desk.engine.act(id, event);
  return await getRollout(desk, id);
}

/** Approves the waiting step that a signed link names. */
export async function approveByLink(
  desk: RolloutDesk,
  token: string,
): Promise<{ service: string; canary: string; message: string }> {
  const approval = readApproval(token, desk.approvalSecret);
  if (approval === undefined) throw new AppError('forbidden', 'This link is not valid');
  const { plan } = requireWaiting(desk, approval);
  await desk.engine.act(approval.rolloutId, { kind: 'approve', who: 'Somebody with the link' });
  return {
    service: `${plan.service.namespace}/${plan.service.name}`,
    canary: plan.canary.version,
    message: 'Approved. The rollout goes on.',
  };
}

function requireWaiting({ engine }: RolloutDesk, { rolloutId, step }: Approval) {
  const rollout = engine.find(rolloutId);
  if (rollout === undefined) throw new AppError('not_found', 'This rollout is over');
  const isWaiting = rollout.state.step === step && rollout.plan.steps[step]?.kind === 'approval';
  if (!isWaiting) throw new AppError('conflict', 'This rollout does not wait for this approval any more');
  return rollout;
}
