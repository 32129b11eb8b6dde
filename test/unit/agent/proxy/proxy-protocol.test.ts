import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connectRaw } from '@/test/support/agent/raw-peer';
import { destinationRule } from '@/test/support/agent/start-routed';
import {
  compileMesh,
  createEndpoint,
  createService,
  startTestProxy,
} from '@/test/support/agent/start-test-proxy';
import { createTcpMesh } from '../tcp/tcp-mesh';

const SIGNATURE = '0d0a0d0a000d0a515549540a';
const V1 = destinationRule('proxyProtocol: {}');
const V2 = destinationRule('proxyProtocol: {version: V2}');

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** The length of what is said before the first byte of a client. */
function headerLength(bytes: Buffer): number {
  if (bytes.toString('latin1').startsWith('PROXY ')) return bytes.indexOf('\r\n') + 2;
  return bytes.toString('hex').startsWith(SIGNATURE) ? 16 + bytes.readUInt16BE(14) : 0;
}

/** A server that keeps what is said first on each of its connections, and has the rest served. */
async function startTold(serve: (socket: Socket) => void): Promise<{ port: number; headers: Buffer[] }> {
  const headers: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes: Buffer) => {
      const length = headerLength(bytes);
      headers.push(bytes.subarray(0, length));
      socket.pause();
      if (length < bytes.length) socket.unshift(bytes.subarray(length));
      serve(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, headers };
}

async function startToldHttp() {
  const http = createHttpServer((_, response) => response.end('ok'));
  cleanups.push(() => http.closeAllConnections());
  return startTold((socket) => {
    http.emit('connection', socket);
    socket.resume();
  });
}

/** A sidecar in front of service `reviews` at one port. */
async function startMesh(port: number, yaml: string) {
  const compile = (rules: string) =>
    compileMesh({ services: [createService('reviews', 9080, [createEndpoint(port)])], yaml: rules });
  const routingTable = { ...compile(yaml) };
  const proxy = await startTestProxy({ routingTable });
  cleanups.push(() => proxy.handle.close());
  return {
    outboundPort: proxy.outboundPort,
    apply: (rules: string) => {
      routingTable.routes = compile(rules).routes;
    },
  };
}

/** A client that keeps its connection; `ask` resolves with all it got so far. */
async function connectClient(outboundPort: number) {
  const peer = await connectRaw(outboundPort);
  cleanups.push(() => peer.socket.destroy());
  let asked = 0;
  return {
    port: peer.socket.localPort,
    ask: () => {
      peer.send('GET / HTTP/1.1\r\nhost: reviews:9080\r\n\r\n');
      return peer.waitForText('HTTP/1.1 200 ', ++asked);
    },
  };
}

describe('proxyProtocol of a DestinationRule', () => {
  it('tells a server of HTTP which client a connection is made for, and never mixes clients on one', async () => {
    const { headers, port } = await startToldHttp();
    const mesh = await startMesh(port, V1);
    const [first, second] = [await connectClient(mesh.outboundPort), await connectClient(mesh.outboundPort)];
    for (const client of [first, second, first, second]) await client.ask();
    const line = (from: number | undefined) =>
      `PROXY TCP4 127.0.0.1 127.0.0.1 ${from} ${mesh.outboundPort}\r\n`;
    expect(headers.map(String)).toEqual([line(first.port), line(second.port)]);
  });

  it('counts from the next request on when it changes', async () => {
    const { headers, port } = await startToldHttp();
    const mesh = await startMesh(port, V1);
    const client = await connectClient(mesh.outboundPort);
    await client.ask();
    mesh.apply(V2);
    await client.ask();
    mesh.apply(destinationRule(''));
    await client.ask();
    expect(headers.map((header) => header.toString('hex').slice(0, 28))).toEqual([
      Buffer.from('PROXY TCP4 127').toString('hex'),
      `${SIGNATURE}2111`,
      '',
    ]);
  });

  it('goes before HTTP/2 too', async () => {
    const http2 = createHttp2Server((_, response) => response.end('ok'));
    const { headers, port } = await startTold((socket) => http2.emit('connection', socket));
    const mesh = await startMesh(
      port,
      destinationRule('proxyProtocol: {version: V1}\nconnectionPool: {http: {h2UpgradePolicy: UPGRADE}}'),
    );
    const [first, second] = [await connectClient(mesh.outboundPort), await connectClient(mesh.outboundPort)];
    for (const client of [first, first, second]) await client.ask();
    expect(headers.map((header) => String(header).split(' ')[4])).toEqual([
      `${first.port}`,
      `${second.port}`,
    ]);
  });

  it('tells a server of TCP, before the first byte of the client', async () => {
    const mesh = createTcpMesh({ isMutual: false });
    cleanups.push(() => mesh.close());
    const { headers, port } = await startTold((socket) => socket.pipe(socket));
    mesh.apply(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: far, namespace: default}
spec:
  hosts: [far.example]
  location: MESH_EXTERNAL
  resolution: STATIC
  ports: [{number: 5432, name: tcp, protocol: TCP}]
  endpoints: [{address: 127.0.0.1, ports: {tcp: ${port}}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: far, namespace: default}
spec: {host: far.example, trafficPolicy: {proxyProtocol: {version: V1}}}
`);
    const client = await mesh.call('far.example:5432');
    const peer = await connectRaw(client.port);
    cleanups.push(() => peer.socket.destroy());
    peer.send('select');
    await peer.waitForText('select');
    expect(headers.map(String)).toEqual([
      `PROXY TCP4 127.0.0.1 127.0.0.1 ${peer.socket.localPort} ${client.port}\r\n`,
    ]);
  });
});
