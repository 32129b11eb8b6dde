import { type KeyObject, X509Certificate } from 'node:crypto';
import { parseSpiffeId } from '../../lib/mesh/identity/spiffe-id';
import type { CertificateMessage } from '../../lib/protocol/ingest/console-message';
import { readSpiffeId } from '../tls/read-spiffe-id';

/** Who this agent can prove to be, and whom it believes. */
export interface WorkloadCertificate {
  readonly spiffeId: string;
  readonly trustDomain: string;
  /** Upper-case hex, as OpenSSL prints it. */
  readonly serialNumber: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** PEM, our own first. */
  readonly chain: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  /** PEM of the roots. */
  readonly trustBundle: readonly string[];
  /** Of which authority, by the console's fingerprint. */
  readonly authority: string;
}

/** Takes what the console gave for `key`; a text says why it is of no use. */
export function readWorkloadCertificate(
  message: CertificateMessage,
  key: KeyObject,
  spiffeId: string,
  nowMs: number,
): WorkloadCertificate | string {
  let chain: X509Certificate[];
  let roots: X509Certificate[];
  try {
    chain = message.chain.map((pem) => new X509Certificate(pem));
    roots = message.trustBundle.map((pem) => new X509Certificate(pem));
  } catch (error) {
    return `it cannot be read: ${error instanceof Error ? error.message : error}`;
  }
  const own = chain[0];
  if (own === undefined || !own.checkPrivateKey(key)) return 'it is for another key';
  const named = readSpiffeId(own);
  const trustDomain = parseSpiffeId(spiffeId)?.trustDomain;
  if (named !== spiffeId || trustDomain === undefined)
    return `it is for ${named ?? 'nobody'}, not ${spiffeId}`;
  const notAfterMs = Date.parse(own.validTo);
  if (notAfterMs <= nowMs) return `it ended on ${own.validTo}`;
  const issuers = [...chain.slice(1), ...roots];
  const isIssued = issuers.some((issuer) => own.checkIssued(issuer) && own.verify(issuer.publicKey));
  if (!isIssued) return 'nothing that came with it has signed it';
  return {
    spiffeId,
    trustDomain,
    serialNumber: own.serialNumber,
    notBeforeMs: Date.parse(own.validFrom),
    notAfterMs,
    chain: message.chain.join(''),
    key: String(key.export({ type: 'pkcs8', format: 'pem' })),
    trustBundle: message.trustBundle,
    authority: message.authority,
  };
}
