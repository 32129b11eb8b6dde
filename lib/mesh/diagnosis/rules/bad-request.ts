import { countRequests } from '../course';
import { findFocuses } from '../find-focuses';
import type { CauseRule } from '../scene';
import { nameOutcomes, pickModes } from '../scene-facts';

/** 4xx from the service itself: the caller asks for what is not there, or asks wrongly. */
export const badRequest: CauseRule = {
  cause: 'bad-request',
  judge(scene) {
    const picked = pickModes(
      scene,
      ({ code, flags, details }) =>
        /^(4\d\d|3|5|6|9|11)$/.test(code) &&
        flags.every((flag) => flag === 'DI' || flag === 'URX') &&
        !/^(rbac_|ext_authz|jwt|local_rate)/i.test(details),
    );
    if (picked === undefined) return undefined;
    const { trouble, siblings, hop } = scene;
    const { from, to } = trouble;
    const calls = siblings.flatMap((sibling) => sibling.calls);
    const codes = new Set(picked.modes.map(({ code }) => code));
    const focuses = findFocuses(calls, from, to, (call) =>
      codes.has(call.code) ? countRequests([call], from, to) : 0,
    );
    const isOneCaller = focuses.some(({ by }) => by === 'caller');
    return {
      ...picked,
      signature: 0.85,
      because: 'client errors are answers to what was asked',
      support: isOneCaller ? 1 : 0.4,
      supportBecause: isOneCaller ? 'other callers get good answers' : 'all callers get them',
      isLocal: false,
      fault: 'caller',
      culprit: hop.source,
      says: `asks ${hop.called.name} for what it refuses: it gets ${nameOutcomes(picked.modes)}`,
      focuses,
    };
  },
};
