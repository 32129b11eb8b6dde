import { createPublicKey, verify } from 'node:crypto';
import type { CertificateRequest } from '../../protocol/ingest/agent-message';
import { certificateProof } from '../../protocol/ingest/certificate-proof';

/** Why a request for a certificate was refused. */
export type CertificateRefusalReason = 'identity' | 'key' | 'proof' | 'rate';

export interface CertificateFault {
  reason: CertificateRefusalReason;
  message: string;
}

/** The key to certify, or why it is not: the identity must be the agent's own, the key P-256, the proof of this nonce. */
export function checkRequest(
  request: CertificateRequest,
  ownSpiffeId: string,
  nonce: string,
): { publicKey: Buffer } | CertificateFault {
  const { spiffeId, publicKey, signature } = request;
  if (spiffeId !== ownSpiffeId) {
    return { reason: 'identity', message: `asked for ${spiffeId}, but is ${ownSpiffeId}` };
  }
  const der = Buffer.from(publicKey, 'base64');
  const key = readPublicKey(der);
  if (key === undefined) return { reason: 'key', message: 'the key must be an EC key on P-256' };
  const proof = Buffer.from(certificateProof(nonce, spiffeId, publicKey), 'utf8');
  const signed = verify('sha256', proof, key, Buffer.from(signature, 'base64'));
  if (!signed)
    return { reason: 'proof', message: 'the request is not signed for this connection by its own key' };
  // Encoded anew: what goes into the certificate is what was checked, nothing around it.
  return { publicKey: key.export({ type: 'spki', format: 'der' }) };
}

function readPublicKey(der: Buffer) {
  try {
    const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
    const isP256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
    return isP256 ? key : undefined;
  } catch {
    return undefined;
  }
}
