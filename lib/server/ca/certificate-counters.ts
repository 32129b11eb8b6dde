import type { CertificateRefusalReason } from './check-request';

/** What the authority did since the console started; /metrics reads it. */
export class CertificateCounters {
  issued = 0;
  readonly refusals: Record<CertificateRefusalReason, number> = { identity: 0, key: 0, proof: 0, rate: 0 };
}
