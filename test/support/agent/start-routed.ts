import {
  type Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExchangeRecord } from '@/agent/telemetry/exchange-record';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import {
  compileMesh,
  createEndpoint,
  createService,
  startTestProxy,
  type TestMesh,
} from './start-test-proxy';

export interface SeenRequest {
  version: string;
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** How one upstream answers; by default 200 and its version. */
export type Answer = (incoming: IncomingMessage, response: ServerResponse, body: string) => void;

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface AskOptions {
  host?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | string[];
  agent?: Agent;
}

export interface RoutedMesh {
  seen: SeenRequest[];
  records: ExchangeRecord[];
  proxy: Awaited<ReturnType<typeof startTestProxy>>;
  /** Ports of the upstreams, by version. */
  ports: Record<string, number>;
  /** The mesh's rules from now on. */
  apply(yaml: string): void;
  ask(path: string, options?: AskOptions): Promise<Reply>;
  close(): void;
}

/**
 * A sidecar in front of service `reviews:9080`, whose endpoints are real servers, one or more a version: `{v1: answer}`;
 * a version of `null` has an endpoint where nobody listens.
 */
export async function startRouted(
  versions: Record<string, Answer | null>,
  yaml = '',
  mesh: Omit<TestMesh, 'yaml' | 'services'> = {},
): Promise<RoutedMesh> {
  const seen: SeenRequest[] = [];
  const servers: Server[] = [];
  const ports: Record<string, number> = {};
  for (const [version, answer] of Object.entries(versions)) {
    const server = createServer((incoming, response) => {
      let body = '';
      incoming.on('data', (chunk) => {
        body += chunk;
      });
      incoming.on('end', () => {
        const { headers, method = '', url = '' } = incoming;
        seen.push({ version, method, url, headers, body });
        (answer ?? defaultAnswer(version))(incoming, response, body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ports[version] = (server.address() as AddressInfo).port;
    if (answer === null) server.close();
    else servers.push(server);
  }
  const endpoints = Object.keys(versions).map((version) => {
    const [label = version] = version.split('-');
    return createEndpoint(ports[version] ?? 0, describeWorkload({ name: 'reviews', version: label }));
  });
  const compile = (rules: string) =>
    compileMesh({ ...mesh, services: [createService('reviews', 9080, endpoints)], yaml: rules });
  const routing = { ...compile(yaml) };
  const proxy = await startTestProxy({ routingTable: routing });
  return {
    seen,
    records: proxy.records,
    proxy,
    ports,
    apply: (rules) => {
      routing.routes = compile(rules).routes;
    },
    ask: (path, options) => ask(proxy.outboundPort, path, options),
    close: () => {
      proxy.handle.close();
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

export function defaultAnswer(version: string): Answer {
  return (_, response) => response.end(version);
}

export function ask(port: number, path: string, options: AskOptions = {}): Promise<Reply> {
  const { agent, body, headers, host, method } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: method ?? 'GET',
        headers: { host: host ?? 'reviews:9080', ...headers },
        ...(agent === undefined ? {} : { agent }),
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    for (const piece of Array.isArray(body) ? body : []) outgoing.write(piece);
    outgoing.end(Array.isArray(body) ? undefined : body);
  });
}

/** A VirtualService of `reviews` with these rules, and a DestinationRule with subsets v1 to v3 and this policy. */
export function rulesOf(http: string, policy = ''): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: default}
spec:
  hosts: [reviews]
  http:
${indent(http, 4)}
---
${destinationRule(policy)}`;
}

export function destinationRule(policy: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: default}
spec:
  host: reviews
  subsets:
    - {name: v1, labels: {version: v1}}
    - {name: v2, labels: {version: v2}}
    - {name: v3, labels: {version: v3}}
    - {name: nobody, labels: {version: v99}}
${policy === '' ? '' : `  trafficPolicy:\n${indent(policy, 4)}`}
`;
}

function indent(text: string, spaces: number): string {
  return text
    .trim()
    .split('\n')
    .map((line) => ' '.repeat(spaces) + line)
    .join('\n');
}
