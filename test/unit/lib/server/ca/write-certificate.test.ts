import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAuthority } from '@/lib/server/ca/authority-material';
import { CertificateAuthority } from '@/lib/server/ca/certificate-authority';
import { readIssuerNames } from '@/lib/server/ca/certificate-names';
import { createRoot } from '@/lib/server/ca/create-root';

const NOW = Date.UTC(2026, 5, 1, 12);
const ID = 'spiffe://cluster.local/ns/shop/sa/orders';
const SPKI = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey.export({
  type: 'spki',
  format: 'der',
});

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'meshscope-ca-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function openssl(...args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('createRoot()', () => {
  it('makes a self-signed authority that holds for ten years', () => {
    const root = createRoot('mesh.example', NOW);
    const certificate = new X509Certificate(root.certificate);
    expect(certificate.ca).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(root.key))).toBe(true);
    expect(certificate.subject).toBe('O=mesh.example\nCN=Meshscope root mesh.example');
    expect(Date.parse(certificate.validTo) - NOW).toBe(10 * 365 * 86_400_000);
  });
});

describe('CertificateAuthority', () => {
  it('issues what OpenSSL accepts as a server and as a client of the mesh', () => {
    const root = createRoot('cluster.local', Date.now());
    const material = readAuthority(root.certificate, root.key, undefined, Date.now(), 'test');
    const { chain, trustBundle } = new CertificateAuthority(material, 'cluster.local').issue(
      ID,
      SPKI,
      Date.now(),
    );
    writeFileSync(join(dir, 'leaf.pem'), chain.join(''));
    writeFileSync(join(dir, 'root.pem'), trustBundle.join(''));
    for (const purpose of ['sslserver', 'sslclient']) {
      const said = openssl('verify', '-x509_strict', '-purpose', purpose, '-CAfile', 'root.pem', 'leaf.pem');
      expect(said.trim()).toBe('leaf.pem: OK');
    }
    const text = openssl('x509', '-in', 'leaf.pem', '-noout', '-text');
    expect(text).toContain(`X509v3 Subject Alternative Name: critical\n                URI:${ID}`);
    expect(text).toContain('CA:FALSE');
    expect(text).toContain('Digital Signature');
    expect(chain).toHaveLength(1);
  });

  it('ends a certificate after a day, and never after its own', () => {
    const root = createRoot('cluster.local', NOW);
    const material = readAuthority(root.certificate, root.key, undefined, NOW, 'test');
    const authority = new CertificateAuthority(material, 'cluster.local');
    const endOf = (nowMs: number): number => {
      const [pem = ''] = authority.issue(ID, SPKI, nowMs).chain;
      return Date.parse(new X509Certificate(pem).validTo);
    };
    expect(endOf(NOW)).toBe(NOW + 86_400_000);
    expect(endOf(authority.endsAtMs - 1_000)).toBe(authority.endsAtMs);
  });

  it('signs with a given RSA intermediate, and sends it along', () => {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'r.key',
      '-out',
      'r.pem',
      '-days',
      '30',
      '-subj',
      '/CN=given root',
    );
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'i.key',
      '-out',
      'i.csr',
      '-subj',
      '/O=given/CN=intermediate',
    );
    writeFileSync(join(dir, 'ext'), 'basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\n');
    openssl(
      'x509',
      '-req',
      '-in',
      'i.csr',
      '-CA',
      'r.pem',
      '-CAkey',
      'r.key',
      '-CAcreateserial',
      '-out',
      'i.pem',
      '-days',
      '20',
      '-extfile',
      'ext',
    );
    const read = (name: string): string => openssl(name.endsWith('key') ? 'pkey' : 'x509', '-in', name);
    const material = readAuthority(read('i.pem'), read('i.key'), read('r.pem'), Date.now(), 'test');
    const { chain } = new CertificateAuthority(material, 'cluster.local').issue(ID, SPKI, Date.now());
    expect(chain).toHaveLength(2);
    writeFileSync(join(dir, 'issued.pem'), chain[0] ?? '');
    writeFileSync(join(dir, 'above.pem'), chain[1] ?? '');
    const said = openssl(
      'verify',

      '-CAfile',
      'r.pem',
      '-untrusted',
      'above.pem',
      'issued.pem',
    );
    expect(said.trim()).toBe('issued.pem: OK');
    const [signing] = material.chain;
    expect(signing && readIssuerNames(signing).keyId).toHaveLength(20);
  });
});

describe('readAuthority()', () => {
  it('refuses a key of another certificate, a certificate that may not sign, and one without a root', () => {
    const root = createRoot('cluster.local', NOW);
    const other = createRoot('cluster.local', NOW);
    const material = readAuthority(root.certificate, root.key, undefined, NOW, 'test');
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const [leaf = ''] = new CertificateAuthority(material, 'cluster.local').issue(ID, spki, NOW).chain;
    const leafKey = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(() => readAuthority(root.certificate, other.key, undefined, NOW, 'x')).toThrow(
      'another certificate',
    );
    expect(() => readAuthority(leaf, leafKey, root.certificate, NOW, 'x')).toThrow('may not sign');
    expect(() => readAuthority(root.certificate, root.key, other.certificate, NOW, 'x')).toThrow(
      'has signed',
    );
    const late = NOW + 11 * 365 * 86_400_000;
    expect(() => readAuthority(root.certificate, root.key, undefined, late, 'x')).toThrow('expired');
  });
});
