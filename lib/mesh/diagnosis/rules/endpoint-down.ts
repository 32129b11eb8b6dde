import { findEndpoint } from '../find-focuses';
import type { CauseRule } from '../scene';
import { calleeOf, findMissing, hasFlag, nameOutcomes, pickModes } from '../scene-facts';

/** All failing requests went to one address although there are several. */
export const endpointDown: CauseRule = {
  cause: 'endpoint-down',
  judge(scene) {
    const picked = pickModes(
      scene,
      (mode) =>
        hasFlag(mode, 'UF', 'UC', 'UR', 'UT') || (mode.madeBy === 'callee' && !mode.code.startsWith('4')),
    );
    if (picked === undefined) return undefined;
    const lines = picked.modes.flatMap(({ exemplars }) => exemplars);
    const { hop, service } = scene;
    // Versions with one endpoint each are told apart by version, which says more.
    const endpoints = service?.endpoints ?? 0;
    const focus = endpoints > hop.targets.size ? findEndpoint(lines, endpoints) : undefined;
    if (focus === undefined) return undefined;
    const missing = findMissing(scene);
    return {
      ...picked,
      signature: 0.97,
      because: `${Math.round(focus.badShare * 100)} % of the failing lines name ${focus.key}, one of ${endpoints} endpoints`,
      support: missing === undefined ? 0.6 : 1,
      supportBecause: missing ?? 'the other endpoints answer',
      isLocal: true,
      fault: 'callee',
      culprit: calleeOf(scene),
      says: `: one of ${endpoints} endpoints fails, ${focus.key}: callers get ${nameOutcomes(picked.modes)}`,
      focuses: [focus],
    };
  },
};
