import type { CauseRule } from '../scene';
import { findConfigChange, hasFlag, nameOutcomes, pickModes } from '../scene-facts';

const KINDS = ['VirtualService', 'Gateway', 'HTTPRoute', 'GRPCRoute'];

/** NR: no route takes the request, at a gateway or in a sidecar. */
export const noRoute: CauseRule = {
  cause: 'no-route',
  judge(scene) {
    const picked = pickModes(
      scene,
      (mode) => hasFlag(mode, 'NR') && !mode.details.startsWith('filter_chain'),
    );
    if (picked === undefined) return undefined;
    const change = findConfigChange(scene, KINDS);
    return {
      ...picked,
      signature: 0.95,
      because: 'NR says that no route matched host and path',
      support: change === undefined ? 0.3 : 1,
      supportBecause:
        change === undefined ? 'no change of routes is known' : 'its routes were changed just before',
      isLocal: true,
      fault: 'configuration',
      culprit: scene.hop.called,
      says: `: no route takes the requests: the proxy of ${scene.hop.source.name} answers ${nameOutcomes(picked.modes)}`,
    };
  },
};
