import type { CauseRule } from '../scene';
import { calleeOf, findConfigChange, hasFlag, nameOutcomes, pickModes, rateRise } from '../scene-facts';

const MIN_RISE = 1.3;

/** More requests than it can take: slower and failing as the rate went up. */
export const overload: CauseRule = {
  cause: 'overload',
  judge(scene) {
    const rise = rateRise(scene);
    const cpu = Math.max(0, ...scene.workloads.map(({ cpuPercent }) => cpuPercent));
    if (rise < MIN_RISE && cpu < 85) return undefined;
    const picked =
      scene.trouble.kind === 'latency'
        ? { modes: [], explains: 1 }
        : pickModes(
            scene,
            (mode) =>
              hasFlag(mode, 'UO', 'OM', 'DO', 'UT') ||
              (mode.flags.length === 0 && /^(503|429|8|14)$/.test(mode.code)),
          );
    if (picked === undefined || !scene.trouble.hasOnset) return undefined;
    const isBound = findConfigChange(scene, ['DestinationRule'], /connectionPool|max/i) !== undefined;
    const outcomes =
      picked.modes.length === 0 ? 'answers come late' : `callers get ${nameOutcomes(picked.modes)}`;
    return {
      ...picked,
      // Load explains all kinds of failure at once: what leaves most of them to others looks less like it.
      signature: (isBound ? 0.4 : rise >= MIN_RISE ? 0.93 : 0.75) * Math.min(1, 0.4 + picked.explains),
      because:
        rise >= MIN_RISE
          ? `calls rose to ${rise.toFixed(1)} times the usual when it began`
          : 'its processor is busy',
      support: cpu >= 80 ? 1 : scene.others.length > 0 ? 0.8 : 0.4,
      supportBecause:
        cpu >= 80
          ? `${Math.round(cpu)} % of a core in use`
          : scene.others.length > 0
            ? 'slower and failing at once'
            : 'no saturation is reported',
      isLocal: false,
      fault: 'capacity',
      culprit: calleeOf(scene),
      says:
        rise >= MIN_RISE
          ? `gets ${rise.toFixed(1)} times its usual load: ${outcomes}`
          : `is saturated: ${outcomes}`,
    };
  },
};
