import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCertificateRequest } from '@/agent/identity/write-certificate-request';
import { readElements } from '@/lib/protocol/der/read-der';
import { sequence } from '@/lib/protocol/der/write-der';
import { createTestAuthority } from '../support/test-authority';

const ID = 'spiffe://cluster.local/ns/shop/sa/orders';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'meshscope-csr-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function openssl(...args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The part of a request that is signed, for OpenSSL's own writer: its command line makes none without a subject. */
function infoFor(nonce: string, point: string): string {
  return `
asn1 = SEQUENCE:info
[info]
version = INTEGER:0
subject = SEQUENCE:nothing
publicKey = SEQUENCE:publicKey
attributes = IMPLICIT:0C,SET:attributes
[nothing]
[publicKey]
algorithm = SEQUENCE:algorithm
key = FORMAT:HEX,BITSTRING:${point}
[algorithm]
kind = OID:id-ecPublicKey
curve = OID:prime256v1
[attributes]
nonce = SEQUENCE:nonce
wish = SEQUENCE:wish
[nonce]
name = OID:challengePassword
values = SET:nonceValues
[nonceValues]
text = UTF8:${nonce}
[wish]
name = OID:extReq
values = SET:wishValues
[wishValues]
extensions = SEQUENCE:extensions
[extensions]
names = SEQUENCE:names
[names]
name = OID:subjectAltName
value = OCTWRAP,SEQUENCE:uris
[uris]
uri = IMPLICIT:6C,IA5STRING:${ID}
`;
}

function requestFor(signature: string): string {
  return `
asn1 = SEQUENCE:request
[request]
info = SEQUENCE:placeholder
algorithm = SEQUENCE:algorithm
signature = FORMAT:HEX,BITSTRING:${signature}
[placeholder]
[algorithm]
name = OID:ecdsa-with-SHA256
`;
}

/** A request that OpenSSL wrote and signed. */
function makeRequest(nonce: string): Buffer {
  openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem');
  openssl('pkey', '-in', 'key.pem', '-pubout', '-outform', 'DER', '-out', 'public.der');
  const point = readFileSync(join(dir, 'public.der')).subarray(-65).toString('hex');
  writeFileSync(join(dir, 'info.cnf'), infoFor(nonce, point));
  openssl('asn1parse', '-genconf', 'info.cnf', '-noout', '-out', 'info.der');
  openssl('dgst', '-sha256', '-sign', 'key.pem', '-out', 'info.sig', 'info.der');
  writeFileSync(join(dir, 'request.cnf'), requestFor(readFileSync(join(dir, 'info.sig')).toString('hex')));
  openssl('asn1parse', '-genconf', 'request.cnf', '-noout', '-out', 'request.der');
  // asn1parse takes no bytes as they are: the signed part takes the place of the empty sequence that stands for it.
  const [request] = readElements(readFileSync(join(dir, 'request.der')));
  const [, ...rest] = readElements(request?.content ?? Buffer.alloc(0));
  return sequence(readFileSync(join(dir, 'info.der')), ...rest.map(({ whole }) => whole));
}

describe('writeCertificateRequest()', () => {
  it('writes what OpenSSL verifies, with the identity and the nonce in it', () => {
    const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    writeFileSync(join(dir, 'agent.der'), writeCertificateRequest(keys, ID, 'nonce-1'));
    const text = openssl('req', '-inform', 'DER', '-in', 'agent.der', '-verify', '-noout', '-text');
    expect(text).toMatch(/Version: 1 \(0x0\)\s+Subject:\s*\n/);
    expect(text).toMatch(
      /X509v3 Subject Alternative Name:\s+URI:spiffe:\/\/cluster\.local\/ns\/shop\/sa\/orders/,
    );
    expect(text).toMatch(/challengePassword\s*:nonce-1/);
    expect(text).toContain('NIST CURVE: P-256');
    expect(text).toContain('ecdsa-with-SHA256');
    const printed = openssl('req', '-inform', 'DER', '-in', 'agent.der', '-noout', '-pubkey');
    expect(printed).toBe(keys.publicKey.export({ type: 'spki', format: 'pem' }));
  });

  it('is what the console signs; so is a request that OpenSSL made', () => {
    const desk = createTestAuthority().openDesk(ID);
    const made = makeRequest(desk.offer().nonce);
    writeFileSync(join(dir, 'made.der'), made);
    expect(openssl('req', '-inform', 'DER', '-in', 'made.der', '-verify', '-noout', '-text')).toContain(ID);
    const request = made.toString('base64');
    const answer = desk.answer({ type: 'certificate-request', request });
    if (answer.type !== 'certificate') throw new Error(answer.message);
    const certificate = new X509Certificate(answer.chain[0] ?? '');
    expect(certificate.subjectAltName).toBe(`URI:${ID}`);
    expect(certificate.publicKey.export({ type: 'spki', format: 'pem' })).toBe(
      openssl('pkey', '-in', 'key.pem', '-pubout'),
    );
    writeFileSync(join(dir, 'leaf.pem'), answer.chain.join(''));
    writeFileSync(join(dir, 'root.pem'), answer.trustBundle.join(''));
    expect(openssl('verify', '-x509_strict', '-CAfile', 'root.pem', 'leaf.pem').trim()).toBe('leaf.pem: OK');
  });
});
