import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Agent } from '@/agent/runtime/agent';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { connectRaw, startRawServer } from '@/test/support/agent/raw-peer';
import { makeSettings } from '../support/make-settings';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const PORT = 8443;

let dir = '';
const pem = (name: string): string => readFileSync(join(dir, name), 'utf8');
const cleanups: (() => unknown)[] = [];

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'meshscope-gw-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
  for (const name of ['ca', 'other']) {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
    );
  }
  const issue = (name: string, host: string, ca = 'ca') => {
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${host}`,
      '-addext',
      `subjectAltName=DNS:${host}`,
    );
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      `${ca}.crt`,
      '-CAkey',
      `${ca}.key`,
      '-out',
      `${name}.crt`,
      '-days',
      '2',
      '-copy_extensions',
      'copy',
    );
  };
  issue('shop', 'shop.example.com');
  issue('blog', 'blog.example.com');
  issue('client', 'client');
  issue('stranger', 'stranger', 'other');
});
afterAll(() => rmSync(dir, { recursive: true }));
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const secret = (name: string, extra = ''): string => `
apiVersion: v1
kind: Secret
metadata: { name: ${name}-cert, namespace: istio-system }
type: kubernetes.io/tls
data:
  tls.crt: ${base64(pem(`${name}.crt`))}
  tls.key: ${base64(pem(`${name}.key`))}
${extra}`;
const route = (host: string, gateway = 'entrance'): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${host.split('.')[0]}, namespace: istio-system }
spec:
  hosts: [${host}]
  gateways: [${gateway}]
  http: [{ route: [{ destination: { host: web.default.svc.cluster.local, port: { number: 80 } } }] }]
`;
const gateway = (servers: string): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: entrance, namespace: istio-system }
spec:
  selector: { app: ingressgateway }
  servers:
${servers}`;
const server = (host: string, tls: string, protocol = 'HTTPS'): string => `
  - port: { number: ${PORT}, name: ${host.replace(/\W/g, '')}, protocol: ${protocol} }
    hosts: [${host}]
    tls: ${tls}
`;

/** A gateway that runs this configuration in front of one service, `web`. */
async function start(yaml: readonly string[], extra: { web?: number; external?: number } = {}) {
  const web = await startRawServer((peer) => peer.socket.on('data', () => peer.send(OK)));
  cleanups.push(() => web.close());
  const agent = new Agent(
    makeSettings({
      role: 'gateway',
      service: undefined,
      identity: describeWorkload({ name: 'ingressgateway', namespace: 'istio-system' }),
    }),
  );
  cleanups.push(() => agent.stop());
  await agent.start();
  const { problems, resources } = parseResources(yaml.join('\n---\n'), 'test.yaml');
  expect(problems).toEqual([]);
  const verdict = agent.config.takeSnapshot({
    revision: 1,
    services: [
      {
        host: 'web.default.svc.cluster.local',
        name: 'web',
        namespace: 'default',
        port: 80,
        protocol: 'http',
        location: 'MESH_INTERNAL',
        endpoints: [{ address: '127.0.0.1', port: extra.web ?? web.port }],
      },
    ],
    resources: resources.map(toConfigObject),
    settings: DEFAULT_MESH_SETTINGS,
    telemetry: { randomSamplingPercentage: 100, accessLogging: true },
  });
  expect(verdict).toEqual({ status: 'ack' });
  const { port } = await agent.openGateway({ host: '127.0.0.1', port: 0 }, [], () => PORT);
  return { agent, port, web };
}

/** What the gateway answers to a request over TLS; the error's code where there is no handshake. */
function ask(port: number, host: string, options: ConnectionOptions = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket: TLSSocket = connect({
      host: '127.0.0.1',
      port,
      servername: host,
      ca: [pem('ca.crt')],
      ...options,
    });
    let said = '';
    socket.once('secureConnect', () => socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`));
    socket.on('data', (chunk) => {
      said += chunk;
      if (said.includes('\r\n\r\n')) socket.destroy();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      said ||= error.code ?? error.message;
    });
    socket.once('close', () => resolve(said));
  });
}

describe('a gateway with TLS', () => {
  it('chooses certificate and rules by the server name', async () => {
    const { port, agent } = await start([
      secret('shop'),
      secret('blog'),
      gateway(
        server('shop.example.com', '{ mode: SIMPLE, credentialName: shop-cert }') +
          server('blog.example.com', '{ mode: SIMPLE, credentialName: blog-cert }'),
      ),
      route('shop.example.com'),
    ]);
    expect(await ask(port, 'shop.example.com')).toContain('200 OK');
    expect(await ask(port, 'blog.example.com')).toContain('404 Not Found');
    expect(await ask(port, 'else.example.com')).not.toContain('HTTP/');
    expect(agent.tls.refusals.counts['unknown-server-name']).toBe(1);
    const plain = await connectRaw(port);
    plain.send('GET / HTTP/1.1\r\nHost: shop.example.com\r\n\r\n');
    await plain.waitForClose();
    expect(agent.tls.refusals.counts['plain-text']).toBe(1);
  });

  it('chooses among several certificates of one server by the server name', async () => {
    const { port } = await start([
      secret('shop'),
      secret('blog'),
      gateway(server('"*.example.com"', '{ mode: SIMPLE, credentialNames: [shop-cert, blog-cert] }')),
      route('shop.example.com'),
      route('blog.example.com'),
    ]);
    expect(await ask(port, 'shop.example.com')).toContain('200 OK');
    expect(await ask(port, 'blog.example.com')).toContain('200 OK');
  });

  it('reads certificates from files', async () => {
    const files = `{ mode: SIMPLE, serverCertificate: ${join(dir, 'shop.crt')}, privateKey: ${join(dir, 'shop.key')} }`;
    const { port } = await start([gateway(server('shop.example.com', files)), route('shop.example.com')]);
    expect(await ask(port, 'shop.example.com')).toContain('200 OK');
  });

  it('asks for a certificate of the client when MUTUAL', async () => {
    const { port, agent } = await start([
      secret('shop', `  ca.crt: ${base64(pem('ca.crt'))}`),
      gateway(server('shop.example.com', '{ mode: MUTUAL, credentialName: shop-cert }')),
      route('shop.example.com'),
    ]);
    const own = (name: string) => ({ cert: pem(`${name}.crt`), key: pem(`${name}.key`) });
    expect(await ask(port, 'shop.example.com', own('client'))).toContain('200 OK');
    expect(await ask(port, 'shop.example.com')).not.toContain('HTTP/');
    expect(await ask(port, 'shop.example.com', own('stranger'))).not.toContain('HTTP/');
    const { counts } = agent.tls.refusals;
    expect([counts['no-certificate'], counts['untrusted-certificate']]).toEqual([1, 1]);
  });

  it('passes TLS on unopened by its server name', async () => {
    const behind = createHttpsServer({ cert: pem('shop.crt'), key: pem('shop.key') }, (_, response) =>
      response.end('from behind'),
    );
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => behind.close());
    const address = behind.address();
    const { port } = await start(
      [
        gateway(server('shop.example.com', '{ mode: PASSTHROUGH }', 'TLS')),
        `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: through, namespace: istio-system }
spec:
  hosts: [shop.example.com]
  gateways: [entrance]
  tls:
  - match: [{ port: ${PORT}, sniHosts: [shop.example.com] }]
    route: [{ destination: { host: web.default.svc.cluster.local, port: { number: 80 } } }]
`,
      ],
      { web: typeof address === 'object' && address !== null ? address.port : 0 },
    );
    expect(await ask(port, 'shop.example.com')).toContain('200 OK');
    expect(await ask(port, 'else.example.com')).not.toContain('HTTP/');
  });

  it('passes TLS on by the server names of the mesh without any rule', async () => {
    const behind = createHttpsServer({ cert: pem('shop.crt'), key: pem('shop.key') }, (_, response) =>
      response.end('from behind'),
    );
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => behind.close());
    const address = behind.address();
    const { port } = await start([gateway(server('"*.local"', '{ mode: AUTO_PASSTHROUGH }', 'TLS'))], {
      web: typeof address === 'object' && address !== null ? address.port : 0,
    });
    // Whom the greeting reached shows its own certificate, which is for another name.
    const reached = 'ERR_TLS_CERT_ALTNAME_INVALID';
    expect(await ask(port, 'outbound_.80_._.web.default.svc.cluster.local')).toBe(reached);
    expect(await ask(port, 'outbound_.81_._.web.default.svc.cluster.local')).not.toBe(reached);
    expect(await ask(port, 'web.default.svc.cluster.local')).not.toBe(reached);
  });

  it('redirects plain requests to https where the server says so', async () => {
    const { port } = await start([
      gateway(server('shop.example.com', '{ httpsRedirect: true }', 'HTTP')),
      route('shop.example.com'),
    ]);
    const plain = await connectRaw(port);
    plain.send('GET /a?b=1 HTTP/1.1\r\nHost: shop.example.com\r\n\r\n');
    const said = await plain.waitForText('\r\n\r\n');
    expect(said).toContain('301 Moved Permanently');
    expect(said).toContain('location: https://shop.example.com/a?b=1\r\n');
    plain.socket.destroy();
  });

  it('refuses connections while a Secret is missing, says why, and serves once it is there', async () => {
    const rules = [
      gateway(server('shop.example.com', '{ mode: SIMPLE, credentialName: shop-cert }')),
      route('shop.example.com'),
    ];
    const { port, agent } = await start(rules);
    expect(await ask(port, 'shop.example.com')).not.toContain('HTTP/');
    expect(agent.tls.refusals.counts['no-credential']).toBe(1);
    const { resources } = parseResources([...rules, secret('shop')].join('\n---\n'), 'x.yaml');
    agent.config.takeSnapshot({
      ...agent.config.snapshot,
      revision: 2,
      resources: resources.map(toConfigObject),
    });
    expect(await ask(port, 'shop.example.com')).toContain('200 OK');
  });
});

describe('TLS origination', () => {
  const behind = async () => {
    const seen: string[] = [];
    const https = createHttpsServer(
      {
        cert: pem('shop.crt'),
        key: pem('shop.key'),
        ca: pem('ca.crt'),
        requestCert: true,
        rejectUnauthorized: false,
      },
      (request, response) => {
        const socket = request.socket as TLSSocket;
        seen.push(`${String(socket.servername)} ${socket.authorized ? 'known' : 'unknown'}`);
        response.end('ok');
      },
    );
    await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => https.close());
    const address = https.address();
    return { seen, port: typeof address === 'object' && address !== null ? address.port : 0 };
  };
  const rule = (tls: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: default }
spec: { host: web.default.svc.cluster.local, trafficPolicy: { tls: ${tls} } }
`;
  const entrance = (): string =>
    gateway(`
  - port: { number: ${PORT}, name: http, protocol: HTTP }
    hosts: ["*"]
`);
  const plainAsk = async (port: number): Promise<string> => {
    const raw = await connectRaw(port);
    raw.send('GET / HTTP/1.1\r\nHost: shop.example.com\r\n\r\n');
    const said = await raw.waitForText('\r\n\r\n');
    raw.socket.destroy();
    return said;
  };
  const via = async (tls: string) => {
    const { port, seen } = await behind();
    const started = await start([entrance(), route('shop.example.com'), rule(tls)], { web: port });
    return { said: await plainAsk(started.port), seen };
  };

  it('speaks TLS to the service, with the given name and roots', async () => {
    const { said, seen } = await via(
      `{ mode: SIMPLE, sni: shop.example.com, caCertificates: ${join(dir, 'ca.crt')} }`,
    );
    expect(said).toContain('200 OK');
    expect(seen).toEqual(['shop.example.com unknown']);
  });

  it('proves itself when MUTUAL', async () => {
    const { said, seen } = await via(
      `{ mode: MUTUAL, sni: shop.example.com, caCertificates: ${join(dir, 'ca.crt')}, clientCertificate: ${join(dir, 'client.crt')}, privateKey: ${join(dir, 'client.key')} }`,
    );
    expect(said).toContain('200 OK');
    expect(seen).toEqual(['shop.example.com known']);
  });

  it('takes the names a rule lists instead of the host', async () => {
    const names = (list: string) =>
      `{ mode: SIMPLE, sni: else.example.com, subjectAltNames: [${list}], caCertificates: ${join(dir, 'ca.crt')} }`;
    expect((await via(names('shop.example.com'))).said).toContain('200 OK');
    expect((await via(names('blog.example.com'))).said).toContain('503 Service Unavailable');
  });

  it('sends nothing where roots, names or files do not fit', async () => {
    for (const tls of [
      `{ mode: SIMPLE, sni: shop.example.com, caCertificates: ${join(dir, 'other.crt')} }`,
      `{ mode: SIMPLE, sni: blog.example.com, caCertificates: ${join(dir, 'ca.crt')} }`,
      `{ mode: SIMPLE, sni: shop.example.com, caCertificates: ${join(dir, 'missing.crt')} }`,
      `{ mode: MUTUAL, sni: shop.example.com, credentialName: nowhere }`,
    ]) {
      const { said, seen } = await via(tls);
      expect(said).toContain('503 Service Unavailable');
      expect(seen).toEqual([]);
    }
  });
});
