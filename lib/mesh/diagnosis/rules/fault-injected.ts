import { asCallersSaw } from '../call';
import { countRequests } from '../course';
import type { CauseRule, Scene } from '../scene';
import { findConfigChange, hasFlag, nameOutcomes, pickModes } from '../scene-facts';

/** FI and DI: a rule aborts or delays on purpose. */
export const faultInjected: CauseRule = {
  cause: 'fault-injected',
  judge(scene) {
    const picked =
      scene.trouble.kind === 'latency' ? delayed(scene) : pickModes(scene, (mode) => hasFlag(mode, 'FI'));
    if (picked === undefined) return undefined;
    const change = findConfigChange(scene, ['VirtualService', 'EnvoyFilter'], /fault|^spec\.http/);
    return {
      ...picked,
      signature: 0.98,
      because: 'the proxy itself says that a fault rule did this',
      support: change === undefined ? 0.5 : 1,
      supportBecause:
        change === undefined ? 'no change of fault rules is known' : 'the fault rule was written just before',
      isLocal: true,
      fault: 'configuration',
      culprit: scene.hop.called,
      says:
        scene.trouble.kind === 'latency'
          ? ': a fault rule delays requests'
          : `: a fault rule aborts requests: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};

function delayed({ trouble: { hop, from, to, excess } }: Scene) {
  const calls = asCallersSaw(hop.calls).filter(({ flags }) => flags.includes('DI'));
  const explains = Math.min(1, countRequests(calls, from, to) / Math.max(1, excess));
  return explains < 0.2 ? undefined : { modes: [], explains };
}
