import type { CauseRule } from '../scene';
import { calleeOf, findConfigChange, nameOutcomes, pickModes } from '../scene-facts';

/** The proxy refuses the caller's token. */
export const tokenRefused: CauseRule = {
  cause: 'token-refused',
  judge(scene) {
    const change = findConfigChange(scene, ['RequestAuthentication']);
    const picked = pickModes(
      scene,
      (mode) => /^jwt/i.test(mode.details) || (change !== undefined && /^(401|16)$/.test(mode.code)),
    );
    if (picked === undefined) return undefined;
    return {
      ...picked,
      signature: 0.95,
      because: 'the token was refused by the proxy, before the service saw it',
      support: change === undefined ? 0.4 : 1,
      supportBecause:
        change === undefined
          ? 'no change of the rules for tokens is known'
          : 'the rules for tokens were changed just before',
      isLocal: true,
      fault: change === undefined ? 'caller' : 'configuration',
      culprit: calleeOf(scene),
      says: `: tokens are refused: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};
