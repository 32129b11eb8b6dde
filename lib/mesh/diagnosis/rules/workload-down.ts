import type { CauseRule, Scene } from '../scene';
import { calleeOf, findMissing, hasFlag, nameOutcomes, pickModes } from '../scene-facts';
import type { Mode } from '../trouble';

/** Connections refused, or nobody left to connect to: the process or all its instances are gone. */
export const workloadDown: CauseRule = {
  cause: 'workload-down',
  judge(scene) {
    if (scene.service?.isExternal === true) return undefined;
    const picked = pickModes(scene, (mode) => isDown(mode, scene));
    if (picked === undefined) return undefined;
    const missing = findMissing(scene);
    const isInbound = picked.modes.some(({ reporter, flags }) => reporter !== 'source' && flags.length > 0);
    return {
      ...picked,
      signature: isInbound ? 0.92 : picked.modes.some((mode) => hasFlag(mode, 'UF')) ? 0.8 : 0.7,
      because: isInbound
        ? 'its own proxy cannot reach the process behind it'
        : 'no connection to it can be made, or no instance is left',
      support: missing === undefined ? 0.2 : 1,
      supportBecause: missing ?? 'its agents report nothing unusual',
      isLocal: true,
      fault: 'callee',
      culprit: calleeOf(scene),
      says: `does not take connections: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};

function isDown(mode: Mode, scene: Scene): boolean {
  if (/TLS|CERT/i.test(mode.transportFailure) || /TLS_error/i.test(mode.details)) return false;
  if (hasFlag(mode, 'UF')) return true;
  if (hasFlag(mode, 'UC')) return mode.reporter !== 'source' || findMissing(scene) !== undefined;
  return hasFlag(mode, 'UH') && (scene.service?.endpoints === 0 || findMissing(scene) !== undefined);
}
