import { resolveHost } from '../../mesh/config/host-name';
import type { MeshService } from '../../mesh/registry/service';
import type { RolloutPlan, RolloutVersion } from '../../mesh/rollout/plan';

/** Whether nobody is left to answer for the canary while somebody is for the stable version. */
export function isCanaryGone(
  services: readonly MeshService[],
  { target, stable, canary }: Pick<RolloutPlan, 'target' | 'stable' | 'canary'>,
): boolean {
  const isThere = ({ host, version }: RolloutVersion): boolean => {
    const full = resolveHost(host, target.namespace);
    return services.some(
      (service) =>
        service.host === full && service.endpoints.some(({ workload }) => workload?.version === version),
    );
  };
  return isThere(stable) && !isThere(canary);
}
