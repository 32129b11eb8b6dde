import type { CauseRule } from '../scene';
import { calleeOf, findConfigChange, hasFlag, nameOutcomes, pickModes, rateRise } from '../scene-facts';

/** RL: a rate limit of a proxy. */
export const rateLimited: CauseRule = {
  cause: 'rate-limited',
  judge(scene) {
    const picked = pickModes(
      scene,
      (mode) => hasFlag(mode, 'RL', 'RLSE') || /rate_limited$/.test(mode.details),
    );
    if (picked === undefined) return undefined;
    const change = findConfigChange(scene, ['EnvoyFilter']);
    const rise = rateRise(scene);
    const isBusier = change === undefined && rise >= 1.2;
    return {
      ...picked,
      signature: 0.96,
      because: 'RL says that the proxy refused what is above the rate limit',
      support: change !== undefined || isBusier ? 1 : 0.4,
      supportBecause:
        change !== undefined
          ? 'the limit was changed just before'
          : isBusier
            ? `calls rose to ${rise.toFixed(1)} times the usual`
            : 'no change of the limit is known',
      isLocal: true,
      fault: isBusier ? 'caller' : 'configuration',
      culprit: calleeOf(scene),
      says: `: the rate limit is reached: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};
