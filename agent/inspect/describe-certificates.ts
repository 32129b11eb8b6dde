import { X509Certificate } from 'node:crypto';
import type { ProxyView } from '../../lib/protocol/ingest/proxy-view';
import type { IdentityKeeper } from '../identity/identity-keeper';

/** What /certs shows: Envoy's fields for our own certificate and for the roots. */
export function describeCertificates({
  current,
  lastRefusal,
}: Pick<IdentityKeeper, 'current' | 'lastRefusal'>) {
  return {
    spiffe_id: current?.spiffeId ?? null,
    cert_chain: certificatesOf(current?.chain ?? '').map(describe),
    ca_cert: (current?.trustBundle ?? []).flatMap(certificatesOf).map(describe),
    last_refusal: lastRefusal ?? null,
  };
}

/** The same for the console, as rows. */
export function listCertificates({ current }: Pick<IdentityKeeper, 'current'>): ProxyView['certificates'] {
  const row = (use: 'own' | 'root', certificate: X509Certificate) => ({
    use,
    subject: certificate.subject?.replaceAll('\n', ', ') ?? '',
    names: certificate.subjectAltName ?? '',
    serialNumber: certificate.serialNumber.toLowerCase(),
    notBeforeMs: Date.parse(certificate.validFrom),
    notAfterMs: Date.parse(certificate.validTo),
  });
  return [
    ...certificatesOf(current?.chain ?? '').map((one) => row('own', one)),
    ...(current?.trustBundle ?? []).flatMap(certificatesOf).map((one) => row('root', one)),
  ];
}

function certificatesOf(pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.map((text) => new X509Certificate(text));
}

function describe(certificate: X509Certificate) {
  const { serialNumber, subject, subjectAltName, validFrom, validTo } = certificate;
  return {
    serial_number: serialNumber.toLowerCase(),
    subject: subject?.replaceAll('\n', ', ') ?? '',
    subject_alt_names: subjectAltName ?? '',
    valid_from: new Date(validFrom).toISOString(),
    expiration_time: new Date(validTo).toISOString(),
  };
}
