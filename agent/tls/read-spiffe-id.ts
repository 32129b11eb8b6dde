import type { X509Certificate } from 'node:crypto';
import { parseSpiffeId } from '../../lib/mesh/identity/spiffe-id';

/**
 * The SPIFFE id of a certificate: its one URI name (SPIFFE X.509-SVID section 2). Node quotes names that hold its own
 * separators; parsing them would be guessing, and no SPIFFE id needs it, so such a certificate names nobody.
 */
export function readSpiffeId(certificate: Pick<X509Certificate, 'subjectAltName'>): string | undefined {
  const names = certificate.subjectAltName ?? '';
  if (names.includes('"')) return undefined;
  const uris = names.split(', ').filter((name) => name.startsWith('URI:'));
  const uri = uris[0]?.slice(4);
  return uris.length === 1 && uri !== undefined && parseSpiffeId(uri) !== undefined ? uri : undefined;
}
