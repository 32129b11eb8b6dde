import { asCallersSaw, type Call } from '../call';
import { countRequests } from '../course';
import { findFocuses } from '../find-focuses';
import { countAbove, sumLatency } from '../find-slow-span';
import type { CauseRule, Judgement, Scene } from '../scene';
import { calleeOf, hasFlag, nameOutcomes, pickModes, rateRise } from '../scene-facts';

/** The callee takes longer than it did, under the same load, and not because of what it calls. */
export const slow: CauseRule = {
  cause: 'slow',
  judge(scene) {
    return scene.trouble.kind === 'latency' ? judgeLatency(scene) : judgeTimeouts(scene);
  },
};

function judgeLatency(scene: Scene): Judgement | undefined {
  const { trouble, siblings } = scene;
  const { slow: span } = trouble;
  if (span === undefined) return undefined;
  const isBusier = rateRise(scene) >= 1.3;
  const calls = asCallersSaw(siblings.flatMap((hop) => hop.calls));
  const focuses = findFocuses(calls, trouble.from, trouble.to, (call) => slowOf(call, scene, span.limitUs));
  const version = focuses.find(({ by }) => by === 'version');
  return {
    modes: [],
    explains: 1,
    signature: isBusier ? 0.5 : 0.85,
    because: isBusier
      ? 'slower, but under more load'
      : `p95 went from ${Math.round(span.usual.p95)} ms to ${Math.round(span.slow.p95)} ms under the same load`,
    support: focuses.length > 0 ? 0.9 : 0.5,
    supportBecause:
      focuses.length > 0 ? 'only a part of its requests is slow' : 'all of its requests are slower',
    isLocal: false,
    fault: 'callee',
    culprit: versionNode(scene, version?.key) ?? calleeOf(scene),
    says: `takes ${Math.round(span.slow.p95)} ms (p95) instead of ${Math.round(span.usual.p95)} ms`,
    focuses,
  };
}

/** Timeouts of a callee that became slow: the slowness is seen by its own proxy, or on the same hop. */
function judgeTimeouts(scene: Scene): Judgement | undefined {
  const picked = pickModes(scene, (mode) => hasFlag(mode, 'UT', 'SI', 'DT'));
  if (picked === undefined || scene.service?.isExternal === true) return undefined;
  const isSlow = scene.others.some(({ kind }) => kind === 'latency');
  const calls = scene.siblings.flatMap((hop) => hop.calls);
  const { from, to } = scene.trouble;
  const bad = new Set(picked.modes.flatMap((mode) => mode.calls));
  const focuses = findFocuses(calls, from, to, (call) =>
    bad.has(call) ? countRequests([call], from, to) : 0,
  );
  return {
    ...picked,
    signature: isSlow ? 0.85 : 0.6,
    because: isSlow ? 'it times out since it became slow' : 'it does not answer in time',
    support: 0.5,
    supportBecause: 'no change of timeouts explains it',
    isLocal: false,
    fault: 'callee',
    culprit: versionNode(scene, focuses.find(({ by }) => by === 'version')?.key) ?? calleeOf(scene),
    says: `does not answer in time: callers get ${nameOutcomes(picked.modes)}`,
    focuses,
  };
}

function slowOf(call: Call, { trouble: { from, to } }: Scene, limitUs: number): number {
  return countAbove(sumLatency([call], from, to), limitUs);
}

function versionNode({ siblings }: Scene, version: string | undefined) {
  if (version === undefined) return undefined;
  return siblings
    .flatMap((hop) => [...hop.targets.values()])
    .find((node) => (node.version || node.name) === version);
}
