import { quantile } from '../../metrics/histogram';
import { sumLatency } from '../find-slow-span';
import type { CauseRule, Scene } from '../scene';
import { findConfigChange, hasFlag, nameOutcomes, pickModes } from '../scene-facts';

/** UT although the callee is as fast as it ever was: the caller's timeout is below what the callee needs. */
export const timeoutTooShort: CauseRule = {
  cause: 'timeout-too-short',
  judge(scene) {
    const picked = pickModes(scene, (mode) => hasFlag(mode, 'UT'));
    if (picked === undefined || scene.service?.isExternal === true) return undefined;
    const change = findConfigChange(
      scene,
      ['VirtualService', 'HTTPRoute', 'DestinationRule'],
      /timeout|^spec\.http/i,
    );
    const { before, after } = ownLatency(scene);
    const isSlower = before !== undefined && after !== undefined && after > before * 1.5;
    const timeoutMs =
      (quantile(
        sumLatency(
          picked.modes.flatMap(({ calls }) => calls),
          0,
          scene.input.steps,
        ),
        0.5,
      ) ?? 0) / 1_000;
    const isBelow = before !== undefined && timeoutMs > 0 && timeoutMs < before * 1.2;
    return {
      ...picked,
      signature: isSlower ? 0.25 : change === undefined && !isBelow ? 0.55 : 0.93,
      because: isSlower
        ? 'but the callee became slower itself'
        : `requests end after ${Math.round(timeoutMs)} ms${before === undefined ? '' : `; the callee’s own p99 is ${Math.round(before)} ms, as before`}`,
      support: change === undefined ? 0.2 : 1,
      supportBecause:
        change === undefined ? 'no change of timeouts is known' : 'the timeout was changed just before',
      isLocal: !isSlower,
      fault: change === undefined ? 'caller' : 'configuration',
      culprit: scene.hop.called,
      says: `: the timeout of ${Math.round(timeoutMs)} ms is shorter than it needs: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};

/** The callee's own p99 before and since, milliseconds, as its proxy counts it. */
function ownLatency({ trouble: { hop, from, to } }: Scene): {
  before: number | undefined;
  after: number | undefined;
} {
  const own = hop.calls
    .filter(({ row }) => row.facts.reporter !== 'source')
    .map((call) => ({ ...call, row: { ...call.row, weight: 1 } }));
  const p99 = (first: number, last: number) => {
    const value = quantile(sumLatency(own, first, last), 0.99);
    return value === undefined ? undefined : value / 1_000;
  };
  return { before: p99(0, from), after: p99(from, to) };
}
