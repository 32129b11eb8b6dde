import type { CauseRule } from '../scene';
import { calleeOf, hasFlag, nameOutcomes, pickModes } from '../scene-facts';

const SAID = /expired|CERTIFICATE|VERIFY|not.?yet.?valid|unable to get|ALTNAME|SAN_MISMATCH/i;

/** A certificate that is expired or does not verify. */
export const certificateInvalid: CauseRule = {
  cause: 'certificate-invalid',
  judge(scene) {
    const { trouble, input, workloads } = scene;
    const sinceMs = input.fromMs + trouble.from * input.stepMs;
    const ended = workloads.find(
      ({ certificateEndsMs }) =>
        certificateEndsMs !== undefined &&
        certificateEndsMs <= Math.max(sinceMs, input.fromMs) + input.stepMs * 2,
    );
    const picked = pickModes(
      scene,
      (mode) =>
        SAID.test(`${mode.transportFailure} ${mode.details}`) ||
        (ended !== undefined && hasFlag(mode, 'UF', 'UC')),
    );
    if (picked === undefined) return undefined;
    const said = picked.modes.find(({ transportFailure, details }) =>
      SAID.test(`${transportFailure} ${details}`),
    );
    const isExpired = ended !== undefined || /expired/i.test(`${said?.transportFailure} ${said?.details}`);
    return {
      ...picked,
      signature: said === undefined ? 0.85 : 0.98,
      because: said?.transportFailure || said?.details || 'its certificate ended when this began',
      support: ended === undefined ? 0.5 : 1,
      supportBecause:
        ended === undefined
          ? 'the handshake failed in verification'
          : 'its agent holds a certificate that has ended',
      isLocal: true,
      fault: 'configuration',
      culprit: calleeOf(scene),
      says: `: its certificate ${isExpired ? 'has expired' : 'does not verify'}: callers get ${nameOutcomes(picked.modes)}`,
    };
  },
};
