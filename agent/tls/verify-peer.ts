import type { TLSSocket } from 'node:tls';
import { parseSpiffeId } from '../../lib/mesh/identity/spiffe-id';
import { readSpiffeId } from './read-spiffe-id';
import type { TlsRefusal } from './refusal-log';

/** Who the other side of a finished handshake is; or why it is nobody we talk to. */
export type VerifiedPeer = { principal: string } | { refusal: TlsRefusal; detail: string };

/**
 * Judges a client's certificate. A resumed handshake without a certificate counts as `authorized` in Node, so the
 * certificate itself is asked for first.
 */
export function verifyPeer(
  socket: TLSSocket,
  trustDomains: ReadonlySet<string>,
  nowMs: number,
): VerifiedPeer {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return { refusal: 'no-certificate', detail: '' };
  const fault = String(socket.authorizationError ?? 'unverified');
  if (fault === 'CERT_HAS_EXPIRED' || Date.parse(certificate.validTo) <= nowMs) {
    return { refusal: 'expired-certificate', detail: certificate.validTo };
  }
  if (!socket.authorized) return { refusal: 'untrusted-certificate', detail: fault };
  const principal = readSpiffeId(certificate);
  const id = principal === undefined ? undefined : parseSpiffeId(principal);
  if (principal === undefined || id === undefined) {
    return { refusal: 'untrusted-certificate', detail: 'it names no SPIFFE id' };
  }
  if (!trustDomains.has(id.trustDomain)) return { refusal: 'foreign-trust-domain', detail: principal };
  return { principal };
}
