import type { CauseRule } from '../scene';
import { findConfigChange, hasFlag, nameOutcomes, pickModes } from '../scene-facts';

/** NC: the route leads to a host or subset that does not exist. */
export const noDestination: CauseRule = {
  cause: 'no-destination',
  judge(scene) {
    const picked = pickModes(scene, (mode) => hasFlag(mode, 'NC') || mode.details === 'cluster_not_found');
    if (picked === undefined) return undefined;
    const change = findConfigChange(scene, [
      'VirtualService',
      'DestinationRule',
      'HTTPRoute',
      'ServiceEntry',
    ]);
    return {
      ...picked,
      signature: 0.95,
      because: 'NC says that the route leads to a host or subset nobody defines',
      support: change === undefined ? 0.3 : 1,
      supportBecause:
        change === undefined ? 'no change of routes is known' : 'routes or subsets were changed just before',
      isLocal: true,
      fault: 'configuration',
      culprit: scene.hop.called,
      says: `: the route leads to a host or subset that does not exist: the proxy of ${scene.hop.source.name} answers ${nameOutcomes(picked.modes)}`,
    };
  },
};
