import { generateKeyPairSync } from 'node:crypto';
import type { WorkloadCertificate } from '@/agent/identity/workload-certificate';
import type { CertificateRequest } from '@/lib/protocol/ingest/agent-message';
import type { CertificateMessage } from '@/lib/protocol/ingest/console-message';
import { readAuthority } from '@/lib/server/ca/authority-material';
import { CertificateAuthority } from '@/lib/server/ca/certificate-authority';
import { CertificateCounters } from '@/lib/server/ca/certificate-counters';
import { CertificateDesk } from '@/lib/server/ca/certificate-desk';
import { createRoot } from '@/lib/server/ca/create-root';
import { readCertificateRequest } from '@/lib/server/ca/read-certificate-request';

/** An authority as the console has one, for agents under test. */
export function createTestAuthority(trustDomain = 'cluster.local', madeAtMs = Date.now()) {
  const root = createRoot(trustDomain, madeAtMs);
  const material = readAuthority(root.certificate, root.key, undefined, madeAtMs, 'test');
  const authority = new CertificateAuthority(material, trustDomain);
  const deps = { authority, counters: new CertificateCounters(), now: () => Date.now(), onRefusal: () => {} };

  const openDesk = (spiffeId: string) => {
    const desk = new CertificateDesk(deps, spiffeId);
    const certify = (request: CertificateRequest): CertificateMessage => {
      const asked = readCertificateRequest(Buffer.from(request.request, 'base64'));
      if ('reason' in asked) throw new Error(asked.message);
      const key = asked.key.export({ type: 'spki', format: 'der' });
      const issued = authority.issue(spiffeId, key, Date.now());
      return { type: 'certificate', ...issued, authority: authority.fingerprint, nonce: 'next' };
    };
    return { offer: () => desk.offer(), answer: (r: CertificateRequest) => desk.answer(r), sign: certify };
  };

  /** A certificate as an agent holds it, issued at `atMs`. */
  const certify = (spiffeId: string, atMs = Date.now()): WorkloadCertificate => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const issued = authority.issue(spiffeId, publicKey.export({ type: 'spki', format: 'der' }), atMs);
    return {
      spiffeId,
      trustDomain,
      serialNumber: String(atMs),
      notBeforeMs: atMs,
      notAfterMs: atMs + 86_400_000,
      chain: issued.chain.join(''),
      key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
      trustBundle: issued.trustBundle,
      authority: authority.fingerprint,
    };
  };

  return { root: root.certificate, rootKey: root.key, openDesk, certify };
}
