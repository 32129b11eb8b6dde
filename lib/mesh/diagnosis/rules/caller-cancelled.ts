import type { CauseRule } from '../scene';
import { hasFlag, pickModes } from '../scene-facts';

/** DC: the caller went away before the answer. */
export const callerCancelled: CauseRule = {
  cause: 'caller-cancelled',
  judge(scene) {
    const picked = pickModes(scene, (mode) => hasFlag(mode, 'DC') || mode.code === '499');
    if (picked === undefined) return undefined;
    const signs = picked.modes.flatMap(({ code, flags }) => (code === '-' ? flags : [code]));
    const isSlow = scene.others.some(({ kind }) => kind === 'latency');
    return {
      ...picked,
      signature: isSlow ? 0.5 : 0.9,
      because: isSlow
        ? 'callers give up since answers come late'
        : 'callers give up although answers come as fast as ever',
      support: isSlow ? 0.2 : 0.6,
      supportBecause: isSlow ? 'the slowness comes first' : 'the callee’s latency did not change',
      isLocal: !isSlow,
      fault: 'caller',
      culprit: scene.hop.source,
      says: `gives up before ${scene.hop.called.name} has answered (${[...new Set(signs)].slice(0, 2).join(', ')})`,
    };
  },
};
