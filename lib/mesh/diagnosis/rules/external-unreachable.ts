import type { CauseRule } from '../scene';
import { hasFlag, nameOutcomes, pickModes } from '../scene-facts';

/** A host outside the mesh does not answer. */
export const externalUnreachable: CauseRule = {
  cause: 'external-unreachable',
  judge(scene) {
    const { hop, service } = scene;
    const isOutside = service?.isExternal === true || hop.called.name === 'PassthroughCluster';
    const picked = pickModes(
      scene,
      (mode) => hasFlag(mode, 'DF') || (isOutside && hasFlag(mode, 'UF', 'UT', 'UC', 'UH', 'UR')),
    );
    if (picked === undefined) return undefined;
    return {
      ...picked,
      signature: 0.95,
      because: picked.modes.some((mode) => hasFlag(mode, 'DF'))
        ? 'its name does not resolve'
        : 'it lies outside the mesh and cannot be reached',
      support: 0.7,
      supportBecause: 'no agent speaks for it',
      isLocal: true,
      fault: 'network',
      culprit: hop.called,
      says: `cannot be reached: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};
