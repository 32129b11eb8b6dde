import type { CauseRule } from '../scene';
import { calleeOf, findConfigChange, hasFlag, nameOutcomes, pickModes } from '../scene-facts';

/** An authorization policy, or the external authorizer, says no. */
export const accessDenied: CauseRule = {
  cause: 'access-denied',
  judge(scene) {
    const change = findConfigChange(scene, ['AuthorizationPolicy']);
    const isSaid = (details: string) => /^(rbac_access_denied|ext_authz_denied)/.test(details);
    const picked = pickModes(
      scene,
      (mode) =>
        hasFlag(mode, 'UAEX') ||
        isSaid(mode.details) ||
        (change !== undefined && /^(403|7)$/.test(mode.code)),
    );
    if (picked === undefined) return undefined;
    const details = picked.modes.find((mode) => isSaid(mode.details))?.details;
    const policy = details === undefined ? undefined : /policy\[([^\]]+)\]/.exec(details)?.[1];
    const isCertain = details !== undefined || picked.modes.some((mode) => hasFlag(mode, 'UAEX'));
    return {
      ...picked,
      signature: isCertain ? 0.97 : 0.75,
      because:
        details ??
        (isCertain ? 'UAEX says that the authorizer refused' : 'refused right after a policy changed'),
      support: change === undefined ? 0.4 : 1,
      supportBecause:
        change === undefined ? 'no change of policies is known' : 'a policy was changed just before',
      isLocal: true,
      fault: 'configuration',
      culprit: calleeOf(scene),
      says: `: ${policy === undefined ? 'a policy' : `the policy ${policy}`} denies access: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};
