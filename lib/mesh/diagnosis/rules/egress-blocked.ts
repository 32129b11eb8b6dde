import type { CauseRule } from '../scene';
import { findConfigChange, nameOutcomes, pickModes } from '../scene-facts';

/** The mesh lets nobody out to a host it does not know. */
export const egressBlocked: CauseRule = {
  cause: 'egress-blocked',
  judge(scene) {
    if (scene.hop.called.name !== 'BlackHoleCluster') return undefined;
    const picked = pickModes(scene, () => true);
    if (picked === undefined) return undefined;
    const change = findConfigChange(scene, ['ServiceEntry', 'Sidecar']);
    return {
      ...picked,
      signature: 0.98,
      because: 'BlackHoleCluster takes what is for no host the mesh knows',
      support: change === undefined ? 0.5 : 1,
      supportBecause:
        change === undefined ? 'no change of hosts is known' : 'what may be reached was changed just before',
      isLocal: true,
      fault: 'configuration',
      culprit: scene.hop.source,
      says: `calls a host that the mesh does not know or allow and gets ${nameOutcomes(picked.modes)}`,
    };
  },
};
