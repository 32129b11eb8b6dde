import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connectRaw } from '@/test/support/agent/raw-peer';
import { waitFor } from '@/test/support/agent/wait-for';
import { createTcpMesh, logLine } from './tcp-mesh';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

interface Gate {
  port: number;
  /** Method and what it was asked to connect to, of each request. */
  asked: string[];
}

/** A proxy of HTTP/1.1 behind whose tunnels an echo answers; it refuses targets that begin with `no`. */
async function startGate(): Promise<Gate> {
  const asked: string[] = [];
  const noteOf = ({ headers, method, url }: IncomingMessage) =>
    asked.push(`${method} ${url} ${headers.host}`);
  const server = createServer((request, response) => {
    noteOf(request);
    response.flushHeaders();
    request.pipe(response);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    noteOf(request);
    socket.on('error', () => undefined);
    if (request.url?.startsWith('no') === true) socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    else {
      socket.write('HTTP/1.1 200 OK\r\n\r\nhello ');
      socket.pipe(socket);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { port: (server.address() as AddressInfo).port, asked };
}

/** The same in HTTP/2. */
async function startHttp2Gate(): Promise<Gate> {
  const asked: string[] = [];
  const server = createHttp2Server();
  server.on('session', (session) => cleanups.push(() => session.destroy()));
  server.on('stream', (stream, headers) => {
    asked.push(`${headers[':method']} ${headers[':path'] ?? ''} ${headers[':authority']}`);
    stream.on('error', () => undefined);
    stream.respond({ ':status': 200 });
    stream.pipe(stream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, asked };
}

/** An agent whose port for `far.example` leads through the gate. */
async function startMesh(gatePort: number, tunnel: string, protocol = 'TCP') {
  const mesh = createTcpMesh({ isMutual: false });
  cleanups.push(() => mesh.close());
  mesh.apply(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: gate, namespace: default}
spec:
  hosts: [gate.example]
  location: MESH_EXTERNAL
  resolution: STATIC
  ports: [{number: 3128, name: p, protocol: ${protocol}}]
  endpoints: [{address: 127.0.0.1, ports: {p: ${gatePort}}}]
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: far, namespace: default}
spec: {hosts: [far.example], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 5432, name: tcp, protocol: TCP}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: far, namespace: default}
spec:
  hosts: [far.example]
  tcp: [{match: [{port: 5432}], route: [{destination: {host: gate.example, port: {number: 3128}, subset: out}}]}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: gate, namespace: default}
spec: {host: gate.example, subsets: [{name: out, trafficPolicy: {tunnel: ${tunnel}}}]}
`);
  return mesh.call('far.example:5432');
}

const TARGET = 'targetHost: far.example, targetPort: 5432';

describe('tunnel of a DestinationRule', () => {
  it('leads connections through a proxy by CONNECT, bytes behind its answer included', async () => {
    const gate = await startGate();
    const client = await startMesh(gate.port, `{${TARGET}}`);
    const peer = await connectRaw(client.port);
    peer.send('select');
    await peer.waitForText('hello select');
    peer.socket.end();
    await peer.waitForClose();
    expect(gate.asked).toEqual(['CONNECT far.example:5432 far.example:5432']);
    expect(await logLine(client, 0)).toMatchObject({
      bytes_received: 6,
      bytes_sent: 12,
      response_flags: '-',
      upstream_cluster: 'outbound|3128|out|gate.example',
    });
  });

  it('does so by POST, with half-closes', async () => {
    const gate = await startGate();
    const client = await startMesh(gate.port, `{protocol: POST, ${TARGET}}`);
    const peer = await connectRaw(client.port);
    peer.send('one ');
    await peer.waitForText('one ');
    peer.socket.end('two');
    await peer.waitForText('one two');
    await peer.waitForClose();
    expect(gate.asked).toEqual(['POST / far.example:5432']);
    expect(await logLine(client, 0)).toMatchObject({ bytes_received: 7, bytes_sent: 7 });
  });

  it.each([
    ['CONNECT', 'CONNECT  far.example:5432'],
    ['POST', 'POST / far.example:5432'],
  ])('does so by %s over HTTP/2, where the proxy speaks that', async (protocol, asked) => {
    const gate = await startHttp2Gate();
    const client = await startMesh(gate.port, `{protocol: ${protocol}, ${TARGET}}`, 'HTTP2');
    const peer = await connectRaw(client.port);
    peer.send('select');
    await peer.waitForText('select');
    peer.socket.end();
    await peer.waitForClose();
    expect(gate.asked).toEqual([asked]);
  });

  it('fails the connection where the proxy refuses, or is none', async () => {
    const gate = await startGate();
    const client = await startMesh(gate.port, '{targetHost: no.example, targetPort: 1}');
    const peer = await connectRaw(client.port);
    await peer.waitForClose();
    await waitFor(
      () => client.log().length > 0,
      () => 'a line of the log',
    );
    expect(client.log()[0]).toMatchObject({
      response_flags: 'UF,URX',
      upstream_transport_failure_reason: 'tunnel_refused: 403',
    });
  });
});
