import type { X509Certificate } from 'node:crypto';
import { readElements } from '../../protocol/der/read-der';
import { objectIdentifier } from '../../protocol/der/write-der';

const SUBJECT_KEY_ID = objectIdentifier('2.5.29.14');

/** What certificates signed by an authority repeat of the authority's own. */
export interface IssuerNames {
  /** Its subject, as it is encoded there: issuer and subject are compared byte by byte. */
  subject: Buffer;
  keyId: Buffer | undefined;
}

/** Reads an authority's certificate. */
export function readIssuerNames(certificate: X509Certificate): IssuerNames {
  const [whole] = readElements(certificate.raw);
  const [body] = readElements(whole?.content ?? Buffer.alloc(0));
  const fields = readElements(body?.content ?? Buffer.alloc(0));
  // Without the optional version in front, every field stands one earlier.
  const offset = fields[0]?.tag === 0xa0 ? 1 : 0;
  const subject = fields[offset + 4];
  if (subject === undefined) throw new Error('Cannot read the certificate: it has no subject');
  const extensions = fields.find(({ tag }) => tag === 0xa3);
  return { subject: subject.whole, keyId: extensions && findKeyId(extensions.content) };
}

function findKeyId(extensions: Buffer): Buffer | undefined {
  const [list] = readElements(extensions);
  for (const extension of readElements(list?.content ?? Buffer.alloc(0))) {
    const [name, ...rest] = readElements(extension.content);
    if (name === undefined || !name.whole.equals(SUBJECT_KEY_ID)) continue;
    const [value] = readElements(rest.at(-1)?.content ?? Buffer.alloc(0));
    return value?.content;
  }
  return undefined;
}
