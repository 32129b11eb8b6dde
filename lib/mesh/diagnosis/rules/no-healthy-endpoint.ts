import type { CauseRule } from '../scene';
import { findConfigChange, findMissing, hasFlag, nameOutcomes, pickModes } from '../scene-facts';

/** UH while endpoints exist: a subset that selects none of them, or all of them ejected. */
export const noHealthyEndpoint: CauseRule = {
  cause: 'no-healthy-endpoint',
  judge(scene) {
    const picked = pickModes(scene, (mode) => hasFlag(mode, 'UH'));
    if (picked === undefined) return undefined;
    const { service } = scene;
    const isPeopled = (service?.endpoints ?? 0) > 0 && findMissing(scene) === undefined;
    const change = findConfigChange(scene, [
      'DestinationRule',
      'VirtualService',
      'WorkloadEntry',
      'ServiceEntry',
    ]);
    return {
      ...picked,
      signature: isPeopled ? 0.9 : 0.5,
      because: isPeopled
        ? `UH although the service has ${service?.endpoints} endpoints: none is in the subset, or all are ejected`
        : 'UH says that no endpoint can be chosen',
      support: change === undefined ? 0.3 : 1,
      supportBecause:
        change === undefined ? 'no change of subsets is known' : 'its rules were changed just before',
      isLocal: true,
      fault: change === undefined ? 'callee' : 'configuration',
      culprit: scene.hop.called,
      says: `: no endpoint can be chosen: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};
