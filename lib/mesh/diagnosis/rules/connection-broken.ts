import type { CauseRule } from '../scene';
import { calleeOf, findMissing, hasFlag, nameOutcomes, pickModes } from '../scene-facts';

/** Connections that stood and broke: UC, UR, LR, protocol errors. */
export const connectionBroken: CauseRule = {
  cause: 'connection-broken',
  judge(scene) {
    if (scene.service?.isExternal === true) return undefined;
    const picked = pickModes(
      scene,
      (mode) =>
        (hasFlag(mode, 'UC', 'UR', 'LR', 'UPE', 'DPE') ||
          (hasFlag(mode, 'UF') && /timeout/i.test(mode.details))) &&
        !/TLS/i.test(`${mode.transportFailure}${mode.details}`),
    );
    if (picked === undefined) return undefined;
    const missing = findMissing(scene);
    return {
      ...picked,
      signature: missing === undefined ? 0.75 : 0.4,
      because: 'the connection broke while the request was under way',
      support: missing === undefined ? 0.5 : 0.1,
      supportBecause: missing ?? 'every instance is there',
      isLocal: true,
      fault: 'network',
      culprit: calleeOf(scene),
      says: `: connections to it break: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};
