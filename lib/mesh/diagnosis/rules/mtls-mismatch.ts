import type { CauseRule, Scene } from '../scene';
import { calleeOf, findConfigChange, hasFlag, nameOutcomes, pickModes } from '../scene-facts';
import type { Mode } from '../trouble';

const CERTIFICATE = /expired|CERTIFICATE|VERIFY|not.?yet.?valid|unable to get/i;

/** One side speaks mutual TLS and the other does not take it. */
export const mtlsMismatch: CauseRule = {
  cause: 'mtls-mismatch',
  judge(scene) {
    const change = findConfigChange(scene, ['PeerAuthentication', 'DestinationRule'], /mtls|tls/i);
    const picked = pickModes(scene, (mode) => isHandshake(mode) || (change !== undefined && isReset(mode)));
    if (picked === undefined) return undefined;
    const isSaid = picked.modes.some(isHandshake);
    return {
      ...picked,
      signature: isSaid ? 0.95 : 0.85,
      because: reasonOf(picked.modes) || 'connections are reset since the rules for TLS changed',
      support: change === undefined ? (isPlain(scene) ? 0.7 : 0.3) : 1,
      supportBecause:
        change === undefined ? 'no change of TLS settings is known' : 'TLS settings were changed just before',
      isLocal: true,
      fault: 'configuration',
      culprit: calleeOf(scene),
      says: `: the two sides do not agree on mutual TLS: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};

function isHandshake(mode: Mode): boolean {
  const said = `${mode.transportFailure} ${mode.details}`;
  return (
    (/TLS|handshake/i.test(said) && !CERTIFICATE.test(said)) ||
    mode.details.startsWith('filter_chain_not_found')
  );
}

function isReset(mode: Mode): boolean {
  return hasFlag(mode, 'UF', 'UC', 'UR') && !CERTIFICATE.test(`${mode.transportFailure} ${mode.details}`);
}

function isPlain({ hop }: Scene): boolean {
  return hop.calls.some(({ row }) => row.facts.labels.connection_security_policy === 'none');
}

function reasonOf(modes: readonly Mode[]): string {
  return modes.find(isHandshake)?.transportFailure || modes.find(isHandshake)?.details || '';
}
