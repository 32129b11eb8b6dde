import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { AppError } from '../../protocol/app-error';

/** What an authority signs with, checked. */
export interface AuthorityMaterial {
  key: KeyObject;
  /** The signing certificate first, then those above it, without the roots. */
  chain: readonly X509Certificate[];
  /** What agents trust. */
  roots: readonly X509Certificate[];
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const MIN_RSA_BITS = 2048;

/** Every certificate of a PEM text; `source` names it in the error for a broken one. */
export function readCertificates(pem: string, source: string): X509Certificate[] {
  try {
    return (pem.match(CERTIFICATE) ?? []).map((text) => new X509Certificate(text));
  } catch (error) {
    throw unusable(source, error instanceof Error ? error.message : String(error));
  }
}

/**
 * Puts a signing certificate, its key and the roots together, and refuses what would sign certificates nobody could
 * verify. Without roots of their own, the self-signed certificates of `certificatePem` are the roots.
 */
export function readAuthority(
  certificatePem: string,
  keyPem: string,
  rootPem: string | undefined,
  nowMs: number,
  source: string,
): AuthorityMaterial {
  const given = readCertificates(certificatePem, source);
  const signing = given[0];
  if (signing === undefined) throw unusable(source, 'it holds no certificate');
  const key = readKey(keyPem, source);
  if (!signing.checkPrivateKey(key)) throw unusable(source, 'the private key belongs to another certificate');
  if (!signing.ca)
    throw unusable(source, 'its certificate may not sign others (basicConstraints CA is not set)');
  const roots = rootPem === undefined ? given.filter(isSelfSigned) : readCertificates(rootPem, source);
  if (roots.length === 0) throw unusable(source, 'it has no self-signed root: give the roots with --ca-root');
  const chain = given.filter((certificate) => certificate === signing || !isSelfSigned(certificate));
  checkChain(chain, roots, nowMs, source);
  return { key, chain, roots };
}

/** Whether a certificate is a root: signed by itself. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
}

function readKey(pem: string, source: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (error) {
    throw unusable(source, `its key cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const type = key.asymmetricKeyType;
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (type === 'ec' || (type === 'rsa' && bits >= MIN_RSA_BITS)) return key;
  throw unusable(source, `its key must be EC, or RSA of at least ${MIN_RSA_BITS} bits`);
}

function checkChain(
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  nowMs: number,
  source: string,
): void {
  for (const certificate of [...chain, ...roots]) {
    if (Date.parse(certificate.validTo) > nowMs) continue;
    throw unusable(
      source,
      `"${certificate.subject.replaceAll('\n', ', ')}" expired on ${certificate.validTo}`,
    );
  }
  for (const [index, certificate] of chain.entries()) {
    const above = chain[index + 1];
    const issuers = above === undefined ? roots : [above];
    const isIssued = issuers.some(
      (issuer) => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey),
    );
    if (isIssued) continue;
    throw unusable(source, `nothing given has signed "${certificate.subject.replaceAll('\n', ', ')}"`);
  }
}

function unusable(source: string, why: string): AppError {
  return new AppError('bad_request', `Cannot use the certificate authority of ${source}: ${why}`);
}
