import { randomBytes } from 'node:crypto';
import type { CertificateRequest } from '../../protocol/ingest/agent-message';
import type { CertificateMessage, CertificateRefusal, Welcome } from '../../protocol/ingest/console-message';
import type { CertificateAuthority } from './certificate-authority';
import type { CertificateCounters } from './certificate-counters';
import { type CertificateFault, checkRequest } from './check-request';

/** Requests one connection may make in a minute: rotation needs two a day. */
const REQUESTS_A_MINUTE = 10;
const MINUTE_MS = 60_000;

export interface CertificateDeskDeps {
  authority: CertificateAuthority;
  counters: CertificateCounters;
  now: () => number;
  /** Refusals are told: somebody may be trying. */
  onRefusal: (fault: CertificateFault) => void;
}

/** Answers the requests of one connection, for the one identity that it may have. */
export class CertificateDesk {
  private readonly deps: CertificateDeskDeps;
  private readonly spiffeId: string;
  private nonce = createNonce();
  private requests = 0;
  private minute = 0;

  constructor(deps: CertificateDeskDeps, spiffeId: string) {
    this.deps = deps;
    this.spiffeId = spiffeId;
  }

  /** What `welcome` says, so that the agent can ask. */
  offer(): NonNullable<Welcome['certificates']> {
    return { nonce: this.nonce, spiffeId: this.spiffeId, authority: this.deps.authority.fingerprint };
  }

  answer(request: CertificateRequest): CertificateMessage | CertificateRefusal {
    const { authority, counters, now } = this.deps;
    const usedNonce = this.nonce;
    this.nonce = createNonce();
    const checked = this.isTooOften()
      ? ({ reason: 'rate', message: `more than ${REQUESTS_A_MINUTE} requests in a minute` } as const)
      : checkRequest(request, this.spiffeId, usedNonce);
    if ('reason' in checked) {
      counters.refusals[checked.reason]++;
      this.deps.onRefusal(checked);
      return { type: 'certificate-refusal', message: checked.message, nonce: this.nonce };
    }
    counters.issued++;
    const issued = authority.issue(this.spiffeId, checked.publicKey, now());
    return { type: 'certificate', ...issued, authority: authority.fingerprint, nonce: this.nonce };
  }

  private isTooOften(): boolean {
    const minute = Math.floor(this.deps.now() / MINUTE_MS);
    if (minute !== this.minute) this.requests = 0;
    this.minute = minute;
    return ++this.requests > REQUESTS_A_MINUTE;
  }
}

function createNonce(): string {
  return randomBytes(24).toString('base64url');
}
