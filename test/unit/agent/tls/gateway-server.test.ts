import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCredentialSource } from '@/agent/tls/credential';
import { GatewayServer } from '@/agent/tls/gateway-server';
import { RefusalLog } from '@/agent/tls/refusal-log';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import type { ServerTls } from '@/lib/mesh/config/kinds/gateway';
import type { ListenerTls } from '@/lib/mesh/routing/route-table';

interface Pair {
  cert: string;
  key: string;
  certFile: string;
  keyFile: string;
}

let dir = '';
let ca: Pair;
let server: Pair;
let second: Pair;
let client: Pair;
let revoked: Pair;
let crlFile = '';
const listeners: Server[] = [];

const openssl = (...args: string[]): void => {
  execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
};

function issue(name: string, san: string, ...issuer: string[]): Pair {
  const [certFile, keyFile] = [join(dir, `${name}.crt`), join(dir, `${name}.key`)];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const extra =
    san === '' ? [] : ['-addext', `subjectAltName=${san}`, '-addext', 'basicConstraints=CA:FALSE'];
  const files = ['-keyout', keyFile, '-out', certFile, '-subj', `/CN=${name}`];
  openssl('req', '-x509', ...key, ...issuer, ...extra, ...files);
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8'), certFile, keyFile };
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'meshscope-gateway-tls-'));
  ca = issue('ca', '');
  const by = ['-CA', ca.certFile, '-CAkey', ca.keyFile];
  server = issue('server', 'DNS:a.example', ...by);
  second = issue('second', 'DNS:b.example', ...by);
  client = issue('client', 'DNS:client.example,URI:spiffe://other/ns/x/sa/y', ...by);
  revoked = issue('revoked', 'DNS:revoked.example', ...by);
  const config = join(dir, 'ca.cnf');
  writeFileSync(join(dir, 'index.txt'), '');
  writeFileSync(
    config,
    `[ca]\ndefault_ca=own\n[own]\ndatabase=${join(dir, 'index.txt')}\ndefault_md=sha256\ndefault_crl_days=2\n`,
  );
  const signer = ['-config', config, '-cert', ca.certFile, '-keyfile', ca.keyFile];
  openssl('ca', ...signer, '-revoke', revoked.certFile);
  crlFile = join(dir, 'own.crl');
  openssl('ca', ...signer, '-gencrl', '-out', crlFile);
});
afterAll(() => rmSync(dir, { recursive: true }));
afterEach(() => {
  for (const one of listeners.splice(0)) one.close();
});

interface Handshake {
  /** The subject of what the server showed; undefined where the connection was refused. */
  shown: string | undefined;
  protocol: string;
  cipher: string;
}

const secret = (name: string, data: Record<string, string>, extra: object = {}): ConfigObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'edge' },
  data: Object.fromEntries(
    Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  ),
  ...extra,
});

/** What clients get from a gateway server with these settings. */
async function open(mode: ListenerTls['mode'], settings: ServerTls, objects: readonly ConfigObject[] = []) {
  const refusals = new RefusalLog(() => {}, Date.now);
  const plan = { mode, settings, namespace: 'edge' };
  const gateway = new GatewayServer(plan, createCredentialSource(objects), refusals, 5_000);
  const listener = createServer((socket) => {
    socket.on('error', () => {});
    gateway.open(socket, 'client', (secured) => {
      secured.on('error', () => {});
      secured.end('in');
    });
  });
  listeners.push(listener);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as { port: number };
  const shake = (options: ConnectionOptions = {}): Promise<Handshake> =>
    new Promise((resolve) => {
      let text = '';
      const socket = connect({
        port,
        host: '127.0.0.1',
        servername: 'a.example',
        rejectUnauthorized: false,
        ...options,
      });
      const told = { protocol: '', cipher: '', name: '' };
      socket.on('secureConnect', () => {
        told.protocol = socket.getProtocol() ?? '';
        told.cipher = socket.getCipher().name;
        told.name = String(socket.getPeerCertificate().subject?.CN ?? '');
      });
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('error', () => {});
      socket.on('close', () =>
        resolve({
          shown: text === 'in' ? told.name : undefined,
          protocol: told.protocol,
          cipher: told.cipher,
        }),
      );
    });
  return { refusals, shake };
}

const filesOf = ({ certFile, keyFile }: Pair) => ({ serverCertificate: certFile, privateKey: keyFile });
const tlsSecret = (name: string, { cert, key }: Pair, ca?: string) =>
  secret(name, { 'tls.crt': cert, 'tls.key': key, ...(ca === undefined ? {} : { 'ca.crt': ca }) });

describe('GatewayServer', () => {
  it('shows the certificate of serverCertificate and privateKey', async () => {
    const { shake } = await open('SIMPLE', filesOf(server));
    expect((await shake()).shown).toBe('server');
  });

  it('shows of several tlsCertificates, credentialName or credentialNames the one that is for the name asked for', async () => {
    const pairs = [server, second];
    const secrets = [tlsSecret('one', server), tlsSecret('two', second)];
    for (const [settings, objects] of [
      [{ tlsCertificates: pairs.map(filesOf) }, []],
      [{ credentialNames: ['one', 'two'] }, secrets],
    ] as const) {
      const { shake } = await open('SIMPLE', settings, objects);
      expect((await shake({ servername: 'b.example' })).shown).toBe('second');
      expect((await shake({ servername: 'a.example' })).shown).toBe('server');
    }
    const { shake } = await open('SIMPLE', { credentialName: 'two' }, secrets);
    expect((await shake()).shown).toBe('second');
  });

  it('reads Secrets by data and by stringData, and authorities from a ConfigMap too', async () => {
    const plain = secret('plain', {}, { stringData: { cert: server.cert, key: server.key } });
    const authorities: ConfigObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'authorities', namespace: 'edge' },
      data: { 'ca.crt': ca.cert },
    };
    const settings = { credentialName: 'plain', caCertCredentialName: 'authorities' };
    const { shake } = await open('MUTUAL', settings, [plain, authorities]);
    expect((await shake()).shown).toBeUndefined();
    expect((await shake({ cert: client.cert, key: client.key })).shown).toBe('server');
  });

  it('verifies clients against caCertificates with MUTUAL, and those that show a certificate with OPTIONAL_MUTUAL', async () => {
    const other = issue('stranger', 'DNS:client.example');
    const settings = { ...filesOf(server), caCertificates: ca.certFile };
    const mutual = await open('MUTUAL', settings);
    expect((await mutual.shake({ cert: client.cert, key: client.key })).shown).toBe('server');
    expect((await mutual.shake()).shown).toBeUndefined();
    expect((await mutual.shake({ cert: other.cert, key: other.key })).shown).toBeUndefined();
    expect(mutual.refusals.counts).toMatchObject({ 'no-certificate': 1, 'untrusted-certificate': 1 });
    const optional = await open('OPTIONAL_MUTUAL', settings);
    expect((await optional.shake()).shown).toBe('server');
    expect((await optional.shake({ cert: other.cert, key: other.key })).shown).toBeUndefined();
  });

  it('takes of verified clients those alone that carry one of subjectAltNames', async () => {
    const base = { ...filesOf(server), caCertificates: ca.certFile };
    for (const [name, isIn] of [
      ['client.example', true],
      ['spiffe://other/ns/x/sa/y', true],
      ['nobody.example', false],
    ] as const) {
      const { refusals, shake } = await open('MUTUAL', { ...base, subjectAltNames: [name] });
      expect((await shake({ cert: client.cert, key: client.key })).shown, name).toBe(
        isIn ? 'server' : undefined,
      );
      expect(refusals.counts['untrusted-certificate']).toBe(isIn ? 0 : 1);
    }
  });

  it('takes of verified clients those alone that verifyCertificateHash or verifyCertificateSpki name', async () => {
    const base = { ...filesOf(server), caCertificates: ca.certFile };
    const certificate = new X509Certificate(client.cert);
    const hash = createHash('sha256').update(certificate.raw).digest('hex').toUpperCase();
    const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
    const spki = createHash('sha256').update(key).digest('base64');
    const colons = hash.match(/../g)?.join(':') ?? '';
    for (const [pins, isIn] of [
      [{ verifyCertificateHash: [colons] }, true],
      [{ verifyCertificateSpki: [spki] }, true],
      [{ verifyCertificateHash: ['00'.repeat(32)], verifyCertificateSpki: [spki] }, true],
      [{ verifyCertificateHash: ['00'.repeat(32)] }, false],
      [{ verifyCertificateSpki: [hash] }, false],
    ] as const) {
      const { shake } = await open('MUTUAL', { ...base, ...pins });
      expect((await shake({ cert: client.cert, key: client.key })).shown).toBe(isIn ? 'server' : undefined);
    }
  });

  it('refuses what caCrl, or the list in the Secret, says is revoked', async () => {
    const files = { ...filesOf(server), caCertificates: ca.certFile, caCrl: crlFile };
    const list = {
      'tls.crt': server.cert,
      'tls.key': server.key,
      'ca.crt': ca.cert,
      'ca.crl': readFileSync(crlFile, 'utf8'),
    };
    for (const [settings, objects] of [
      [files, []],
      [{ credentialName: 'own' }, [secret('own', list)]],
    ] as const) {
      const { refusals, shake } = await open('MUTUAL', settings, objects);
      expect((await shake({ cert: client.cert, key: client.key })).shown).toBe('server');
      expect((await shake({ cert: revoked.cert, key: revoked.key })).shown).toBeUndefined();
      expect(refusals.counts['untrusted-certificate']).toBe(1);
    }
  });

  it('speaks the versions from minProtocolVersion to maxProtocolVersion with cipherSuites', async () => {
    const old = await open('SIMPLE', {
      ...filesOf(server),
      maxProtocolVersion: 'TLSV1_2',
      cipherSuites: ['ECDHE-ECDSA-AES256-GCM-SHA384'],
    });
    expect(await old.shake()).toMatchObject({ protocol: 'TLSv1.2', cipher: 'ECDHE-ECDSA-AES256-GCM-SHA384' });
    const recent = await open('SIMPLE', { ...filesOf(server), minProtocolVersion: 'TLSV1_3' });
    expect((await recent.shake()).protocol).toBe('TLSv1.3');
    expect((await recent.shake({ maxVersion: 'TLSv1.2' })).shown).toBeUndefined();
  });
});
