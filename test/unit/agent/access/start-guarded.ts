import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { AccessControl } from '@/agent/access/access-control';
import { FIRST_SNAPSHOT, MeshConfig } from '@/agent/config/mesh-config';
import { startProxy } from '@/agent/proxy/start-proxy';
import type { ExchangeRecord } from '@/agent/telemetry/exchange-record';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS, type MeshSettings } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';

const IDENTITY = describeWorkload({ name: 'cart', namespace: 'shop' });

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

/** An app behind an agent's inbound side, guarded by the policies of a YAML text. */
export async function startGuarded(yaml: string, settings: Partial<MeshSettings> = {}) {
  const seen: { url: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const app = createServer((incoming, response) => {
    const one = { url: incoming.url ?? '', headers: incoming.headers, body: '' };
    seen.push(one);
    incoming.setEncoding('latin1');
    incoming.on('data', (piece: string) => {
      one.body += piece;
    });
    incoming.on('end', () => response.end('app'));
  });
  const appPort = await listen(app);
  const records: ExchangeRecord[] = [];
  const access = new AccessControl(IDENTITY);
  const apply = (text: string) => {
    const resources = parseResources(text, 'test.yaml').resources.map(toConfigObject);
    access.update({ ...FIRST_SNAPSHOT, resources, settings: { ...DEFAULT_MESH_SETTINGS, ...settings } });
  };
  apply(yaml);
  const proxy = await startProxy({
    inbound: {
      listen: { host: '127.0.0.1', port: 0 },
      app: { host: '127.0.0.1', port: appPort },
      service: { host: 'cart.shop.svc.cluster.local', name: 'cart', namespace: 'shop', port: 8080 },
    },
    routingTable: new MeshConfig({ kind: 'sidecar', namespace: 'shop', labels: {}, addresses: [] }),
    recorder: {
      record: (exchange) => records.push(exchange),
      openTunnel: () => {},
      addTunnelBytes: () => {},
      closeTunnel: () => {},
    },
    identity: IDENTITY,
    instance: 'cart-1',
    sampler: () => false,
    access,
  });
  const port = proxy.inbound?.port ?? 0;
  return {
    access,
    apply,
    port,
    records,
    seen,
    ask: (path: string, headers: Record<string, string | string[]> = {}, method = 'GET', body = '') =>
      ask(port, path, headers, method, body),
    askRaw: (text: string) => askRaw(port, text),
    close: () => {
      proxy.close();
      app.close();
    },
  };
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function ask(
  port: number,
  path: string,
  headers: Record<string, string | string[]>,
  method: string,
  sent: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => {
        body += piece;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    asked.on('error', reject);
    if (headers.expect === undefined) asked.end(sent);
    else asked.once('continue', () => asked.end(sent));
  });
}

/** For requests that no well-behaved client would send; answers the whole response. */
function askRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (piece: string) => {
      answer += piece;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
