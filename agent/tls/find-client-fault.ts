import { createHash, type X509Certificate } from 'node:crypto';
import type { ServerTls } from '../../lib/mesh/config/kinds/gateway';

type Wanted = Pick<ServerTls, 'subjectAltNames' | 'verifyCertificateHash' | 'verifyCertificateSpki'>;

/** Why a verified certificate is not one of those that a server of a gateway asks for; undefined: it is. */
export function findClientFault(certificate: X509Certificate, wanted: Wanted): string | undefined {
  const { subjectAltNames = [], verifyCertificateHash = [], verifyCertificateSpki = [] } = wanted;
  if (subjectAltNames.length > 0 && !subjectAltNames.some((name) => carriesName(certificate, name))) {
    return 'the certificate has none of the expected names';
  }
  if (verifyCertificateHash.length === 0 && verifyCertificateSpki.length === 0) return undefined;
  // Either list may name it, as in Envoy.
  const isPinned =
    verifyCertificateHash.some((hash) => plainHash(hash) === hashOf(certificate.raw, 'hex')) ||
    verifyCertificateSpki.includes(
      hashOf(certificate.publicKey.export({ type: 'spki', format: 'der' }), 'base64'),
    );
  return isPinned ? undefined : 'neither the certificate nor its key is one of those that are listed';
}

/** Node quotes names that hold commas: such a list is not taken apart. */
function carriesName(certificate: X509Certificate, name: string): boolean {
  const list = certificate.subjectAltName ?? '';
  if (certificate.checkHost(name) !== undefined) return true;
  return (
    !list.includes('"') && list.split(', ').some((entry) => entry.slice(entry.indexOf(':') + 1) === name)
  );
}

function hashOf(bytes: Buffer, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(bytes).digest(encoding);
}

/** Hexadecimal may be written in capitals and with colons. */
function plainHash(text: string): string {
  return text.replaceAll(':', '').toLowerCase();
}
