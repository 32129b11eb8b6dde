import { createHash } from 'node:crypto';
import type { AuthorityMaterial } from './authority-material';
import { type IssuerNames, readIssuerNames } from './certificate-names';
import { toPem, writeCertificate } from './write-certificate';

/** How long a workload's certificate holds, as Istio's. */
export const CERTIFICATE_TTL_MS = 24 * 3_600_000;
/** An agent's clock may be behind ours. */
const CLOCK_SKEW_MS = 2 * 60_000;

/** What an agent gets. */
export interface IssuedCertificate {
  /** PEM, the workload's first. */
  chain: string[];
  /** PEM of the roots. */
  trustBundle: string[];
}

/** Signs workloads' certificates. It knows no agents: who may have which identity is decided before. */
export class CertificateAuthority {
  /** Changes with the signing certificate and the roots: agents that know another one ask anew. */
  readonly fingerprint: string;
  readonly trustDomain: string;
  private readonly material: AuthorityMaterial;
  private readonly names: IssuerNames;
  private readonly lastMs: number;
  private readonly above: string[];
  private readonly trustBundle: string[];

  constructor(material: AuthorityMaterial, trustDomain: string) {
    const [signing] = material.chain;
    if (signing === undefined) throw new Error('An authority needs a certificate');
    this.material = material;
    this.trustDomain = trustDomain;
    this.names = readIssuerNames(signing);
    this.lastMs = Math.min(
      ...[...material.chain, ...material.roots].map(({ validTo }) => Date.parse(validTo)),
    );
    const isRoot = material.roots.some(({ fingerprint256 }) => fingerprint256 === signing.fingerprint256);
    this.above = isRoot ? [] : material.chain.map(({ raw }) => toPem(raw));
    this.trustBundle = material.roots.map(({ raw }) => toPem(raw));
    const hash = createHash('sha256');
    for (const { raw } of [...material.chain, ...material.roots]) hash.update(raw);
    this.fingerprint = hash.digest('base64url');
  }

  /** When the first certificate of the authority's own ends. */
  get endsAtMs(): number {
    return this.lastMs;
  }

  issue(spiffeId: string, publicKey: Buffer, nowMs: number): IssuedCertificate {
    const certificate = writeCertificate(
      {
        subject: [],
        issuer: this.names.subject,
        issuerKeyId: this.names.keyId,
        publicKey,
        notBeforeMs: nowMs - CLOCK_SKEW_MS,
        notAfterMs: Math.min(nowMs + CERTIFICATE_TTL_MS, this.lastMs),
        role: 'workload',
        uris: [spiffeId],
      },
      this.material.key,
    );
    return { chain: [toPem(certificate), ...this.above], trustBundle: [...this.trustBundle] };
  }
}
