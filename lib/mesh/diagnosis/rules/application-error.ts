import { countRequests } from '../course';
import { findFocuses } from '../find-focuses';
import type { CauseRule } from '../scene';
import { calleeOf, nameOutcomes, pickModes } from '../scene-facts';
import type { Mode } from '../trouble';

/** Grpc codes that are the caller's doing. */
const CALLER_GRPC = /^(1|3|5|6|7|9|11|16)$/;

/** The service itself answered with an error, and nothing it calls explains it. */
export const applicationError: CauseRule = {
  cause: 'application-error',
  judge(scene) {
    const picked = pickModes(scene, isOwnError);
    if (picked === undefined) return undefined;
    const { trouble, siblings } = scene;
    const { from, to } = trouble;
    const isBad = new Set(
      siblings.flatMap((hop) => hop.calls.filter((call) => call.isError && isOwnCall(call.flags, call.code))),
    );
    const calls = siblings.flatMap((hop) => hop.calls);
    const focuses = findFocuses(calls, from, to, (call) =>
      isBad.has(call) ? countRequests([call], from, to) : 0,
    );
    const version = focuses.find(({ by }) => by === 'version');
    const node = calls.find(
      ({ target }) => version !== undefined && (target.version || target.name) === version.key,
    )?.target;
    return {
      ...picked,
      signature: focuses.some(({ by }) => by !== 'caller') ? 0.9 : 0.8,
      because: 'it answered itself, no proxy did',
      support: focuses.length > 0 ? 0.9 : 0.5,
      supportBecause: focuses.length > 0 ? 'only a part of its requests fails' : 'its requests fail alike',
      isLocal: false,
      fault: 'callee',
      culprit: node ?? calleeOf(scene),
      says: `answers ${nameOutcomes(picked.modes)}`,
      focuses,
    };
  },
};

function isOwnError(mode: Mode): boolean {
  return (
    isOwnCall(mode.flags, mode.code) &&
    !/^(rbac_|ext_authz|jwt|local_rate|direct_response|cluster_not)/.test(mode.details)
  );
}

function isOwnCall(flags: readonly string[], code: string): boolean {
  if (flags.some((flag) => flag !== 'URX' && flag !== 'DI')) return false;
  return /^5\d\d$/.test(code) || (/^\d{1,2}$/.test(code) && !CALLER_GRPC.test(code));
}
