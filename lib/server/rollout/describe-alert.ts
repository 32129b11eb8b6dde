import type { MeshEvent } from '../store/contract/mesh-events';
import type { StoredMoment, StoredRollout } from '../store/contract/rollout-records';
import type { RolloutDeps } from './rollout-deps';
import type { RolloutAlert } from './send-alert';

/** What those who get alerts are told; with the link of a step that waits for a person. */
export function describeAlert(
  deps: Pick<RolloutDeps, 'pageOf' | 'approvalOf'>,
  { id, plan, state }: StoredRollout,
  what: RolloutAlert['what'],
  message: string,
): RolloutAlert {
  const isWaiting = what === 'step' && plan.steps[state.step]?.kind === 'approval';
  return {
    what,
    rolloutId: id,
    service: `${plan.service.namespace}/${plan.service.name}`,
    canary: plan.canary.version,
    message,
    url: deps.pageOf(id),
    ...(isWaiting ? { approveUrl: deps.approvalOf(id, state.step) } : {}),
  };
}

/** What the mesh's own timeline is told. */
export function describeEvent(
  { id, plan }: StoredRollout,
  what: StoredMoment['what'],
  message: string,
  atMs: number,
): MeshEvent {
  const { namespace, name } = plan.service;
  const isTrouble = what === 'rollback' || what === 'trouble';
  return {
    atMs,
    kind: 'rollout',
    namespace,
    subject: `service:${namespace}/${name}`,
    message: `Rollout of ${name} ${plan.canary.version}: ${message}`,
    details: { rollout: id, severity: isTrouble ? 'error' : what === 'held' ? 'warning' : 'info' },
  };
}
