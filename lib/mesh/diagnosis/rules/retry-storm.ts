import { countRequests } from '../course';
import { findFocuses } from '../find-focuses';
import type { CauseRule, Scene } from '../scene';
import { calleeOf, findConfigChange, hasFlag } from '../scene-facts';

const MIN_AMPLIFICATION = 1.5;

/** The callee sees many more tries than its caller has requests: retries make a failure worse. */
export const retryStorm: CauseRule = {
  cause: 'retry-storm',
  judge(scene) {
    const { trouble } = scene;
    if (trouble.kind !== 'errors' || !trouble.hasOnset) return undefined;
    const { before, since } = amplification(scene);
    if (since < MIN_AMPLIFICATION || since < before * 1.3) return undefined;
    const change = findConfigChange(scene, ['VirtualService', 'HTTPRoute'], /retr|attempts|^spec\.http/i);
    const hasGivenUp = trouble.modes.some((mode) => hasFlag(mode, 'URX'));
    const errors = new Set(trouble.modes.flatMap(({ calls }) => calls));
    return {
      modes: trouble.modes,
      explains: 1,
      signature: since >= 2 || hasGivenUp ? 0.97 : 0.85,
      because: `every request became ${since.toFixed(1)} tries, before it was ${before.toFixed(1)}`,
      support: change !== undefined ? 1 : hasGivenUp ? 0.9 : 0.5,
      supportBecause:
        change !== undefined
          ? 'retries were changed just before'
          : hasGivenUp
            ? 'URX says that all retries were used up'
            : 'no request is known to have used up its retries',
      isLocal: false,
      fault: 'caller',
      culprit: calleeOf(scene),
      says: `gets ${since.toFixed(1)} tries for each request of ${scene.hop.source.name}: retries multiply its failures`,
      focuses: findFocuses(scene.hop.calls, trouble.from, trouble.to, (call) =>
        errors.has(call) ? countRequests([call], trouble.from, trouble.to) : 0,
      ),
    };
  },
};

/** Tries the callee counted for each request the caller counted, before and in the span. */
function amplification({ hop, trouble: { from, to } }: Scene): { before: number; since: number } {
  const raw = (reporter: 'source' | 'destination', first: number, last: number) => {
    let total = 0;
    for (const { row } of hop.calls) {
      if ((row.facts.reporter === 'source') !== (reporter === 'source')) continue;
      for (let i = first; i < last; i++) total += row.points[i]?.requests ?? 0;
    }
    return total;
  };
  const ratio = (first: number, last: number) => {
    const asked = raw('source', first, last);
    return asked === 0 ? 1 : raw('destination', first, last) / asked;
  };
  return { before: ratio(0, from), since: ratio(from, to) };
}
