import { type KeyObject, sign } from 'node:crypto';
import {
  bitString,
  der,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  utf8String,
} from '../../lib/protocol/der/write-der';
import {
  REQUEST_OBJECT_IDENTIFIERS as IDS,
  URI_NAME_TAG,
} from '../../lib/protocol/ingest/request-object-identifiers';

const SET = 0x31;
/** `[0] IMPLICIT SET OF Attribute`. */
const ATTRIBUTES = 0xa0;

/**
 * A CertificationRequest (RFC 2986) in DER for a P-256 key: no subject, the SPIFFE id as the one name asked for, and the
 * console's nonce as challengePassword, so that the key's signature holds for this connection and this once.
 */
export function writeCertificateRequest(
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  spiffeId: string,
  nonce: string,
): Buffer {
  const info = sequence(
    integer(Buffer.from([0])),
    sequence(),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    setOf(
      ATTRIBUTES,
      attribute(IDS.challengePassword, utf8String(nonce)),
      attribute(IDS.extensionRequest, sequence(subjectAltName(spiffeId))),
    ),
  );
  const algorithm = sequence(objectIdentifier(IDS.ecdsaWithSha256));
  return sequence(info, algorithm, bitString(sign('sha256', info, keys.privateKey)));
}

function attribute(id: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(id), setOf(SET, value));
}

function subjectAltName(uri: string): Buffer {
  const names = sequence(der(URI_NAME_TAG, Buffer.from(uri, 'latin1')));
  return sequence(objectIdentifier(IDS.subjectAltName), octetString(names));
}
