import type { CertificateRefusalReason } from './check-request';

/** What the authority did since the console started; /metrics reads it. */
export class CertificateCounters {
  issued = 0;
  readonly refusals: Record<CertificateRefusalReason, number> = {
    malformed: 0,
    key: 0,
    signature: 0,
    replay: 0,
    identity: 0,
    rate: 0,
  };
}
