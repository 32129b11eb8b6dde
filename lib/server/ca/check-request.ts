import type { CertificateRequest } from '../../protocol/ingest/agent-message';
import { readCertificateRequest, type UnreadableRequest } from './read-certificate-request';

/** Why a request for a certificate was refused. */
export type CertificateRefusalReason = UnreadableRequest['reason'] | 'replay' | 'identity' | 'rate';

export interface CertificateFault {
  reason: CertificateRefusalReason;
  message: string;
}

/**
 * The key to certify, or why it is not: the request must be signed by its key (P-256), made for this nonce, and ask for
 * the agent's own identity. The key is all that is taken of it.
 */
export function checkRequest(
  request: CertificateRequest,
  ownSpiffeId: string,
  nonce: string,
): { publicKey: Buffer } | CertificateFault {
  const read = readCertificateRequest(Buffer.from(request.request, 'base64'));
  if ('reason' in read) return read;
  if (read.challenge !== nonce) {
    return { reason: 'replay', message: 'the request was made for another connection, or was used before' };
  }
  if (read.uri !== ownSpiffeId) {
    return { reason: 'identity', message: `asked for ${read.uri}, but is ${ownSpiffeId}` };
  }
  return { publicKey: read.key.export({ type: 'spki', format: 'der' }) };
}
