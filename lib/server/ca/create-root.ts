import { generateKeyPairSync } from 'node:crypto';
import { rootSubject, toPem, writeCertificate } from './write-certificate';

const YEARS = 10;
const YEAR_MS = 365 * 24 * 3_600_000;
/** Clocks of agents may be behind ours. */
const CLOCK_SKEW_MS = 3_600_000;

/** A key and the certificate of its own that agents will trust, PEM. */
export interface Root {
  certificate: string;
  key: string;
}

/** Makes a root for a trust domain: P-256, ten years. */
export function createRoot(trustDomain: string, nowMs: number): Root {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const certificate = writeCertificate(
    {
      subject: rootSubject(trustDomain),
      issuer: 'self',
      issuerKeyId: undefined,
      publicKey: publicKey.export({ type: 'spki', format: 'der' }),
      notBeforeMs: nowMs - CLOCK_SKEW_MS,
      notAfterMs: nowMs + YEARS * YEAR_MS,
      role: 'authority',
      uris: [],
    },
    privateKey,
  );
  return {
    certificate: toPem(certificate),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}
