import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What reached the app, without what differs from one request to the next. */
export interface SeenByApp {
  method: string;
  url: string;
  headers: Record<string, string>;
}

export interface PeerApp {
  readonly port: number;
  /** A port where nobody listens. */
  readonly nobody: number;
  readonly seen: SeenByApp[];
  close(): void;
}

/** Ids of a request, what Istio's sidecars tell each other, that Envoy finds a caller internal, and framing. */
const VARYING =
  /^(x-request-id|traceparent|tracestate|b3|x-b3-.*|x-envoy-peer-metadata.*|x-envoy-decorator-operation|x-envoy-internal|connection|content-length)$/;

/** The one app behind both proxies; the header `x-answer` says how it answers: `status=503`, `grpc=14`, `reset`, `slow`. */
export async function startPeerApp(): Promise<PeerApp> {
  const seen: SeenByApp[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: headersOf(request) });
    const how = String(request.headers['x-answer'] ?? '');
    request.resume();
    request.once('end', () => {
      if (how === 'reset') request.socket.destroy();
      else if (how === 'slow') setTimeout(() => response.end('app'), 500);
      else if (how.startsWith('grpc='))
        response.writeHead(200, { ...GRPC, 'grpc-status': how.slice(5) }).end();
      else response.writeHead(how.startsWith('status=') ? Number(how.slice(7)) : 200, ANSWER).end('app');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const nobody = (closed.address() as AddressInfo).port;
  closed.close();
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, nobody, seen, close };
}

const GRPC = { server: 'app', 'content-type': 'application/grpc' };
const ANSWER = { server: 'app', 'x-app': 'one', 'x-other': 'two', 'x-third': 'three' };

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !VARYING.test(name))
      .map(([name, value]) => [name, String(value)]),
  );
}
