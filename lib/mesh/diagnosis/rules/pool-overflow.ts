import type { CauseRule } from '../scene';
import { findConfigChange, hasFlag, nameOutcomes, pickModes, rateRise } from '../scene-facts';

/** UO: the connection pool or the bound on requests of the caller's proxy is too small for the traffic. */
export const poolOverflow: CauseRule = {
  cause: 'pool-overflow',
  judge(scene) {
    const picked = pickModes(scene, (mode) => hasFlag(mode, 'UO'));
    if (picked === undefined) return undefined;
    const change = findConfigChange(scene, ['DestinationRule'], /connectionPool|max/i);
    const isBusier = rateRise(scene) >= 1.3 && change === undefined;
    return {
      ...picked,
      signature: isBusier ? 0.7 : 0.93,
      because: 'UO says that the circuit breaker of the connection pool is open',
      support: change === undefined ? 0.4 : 1,
      supportBecause:
        change === undefined ? 'no change of the pool is known' : 'the pool was changed just before',
      isLocal: true,
      fault: 'configuration',
      culprit: scene.hop.called,
      says: `: the connection pool is full: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};
