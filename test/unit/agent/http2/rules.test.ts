import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InboundGate } from '@/agent/proxy/inbound-gate';
import { MutualTlsClient } from '@/agent/tls/mutual-tls-client';
import { MutualTlsServer } from '@/agent/tls/mutual-tls-server';
import { RefusalLog } from '@/agent/tls/refusal-log';
import {
  answerWithTrailers,
  askHttp2,
  closeAfterEach,
  GRPC,
  openHttp2,
  startHttp2App,
  startProxyForTest,
} from '@/test/support/agent/http2-world';
import { createEndpoint, createTable } from '@/test/support/agent/start-test-proxy';
import { startGuarded } from '../access/start-guarded';
import { createTestAuthority } from '../support/test-authority';

closeAfterEach();

const UPGRADE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: default }
spec: { host: reviews, trafficPolicy: { connectionPool: { http: { h2UpgradePolicy: UPGRADE } } } }
`;

describe('faults over HTTP/2', () => {
  async function startFaulty(fault: string) {
    const port = await startHttp2App((stream) => answerWithTrailers(stream, 0));
    const yaml = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: default }
spec: { hosts: [reviews], http: [{ fault: ${fault}, route: [{ destination: { host: reviews } }] }] }
---
${UPGRADE}`;
    const proxy = await startProxyForTest({ routingTable: createTable([createEndpoint(port)], yaml) });
    const session = openHttp2(proxy.outboundPort);
    return { proxy, ask: (headers = {}) => askHttp2(session, headers) };
  }

  it('abort with the status the rule names, to gRPC in its own words', async () => {
    const { ask, proxy } = await startFaulty('{ abort: { httpStatus: 503, percentage: { value: 100 } } }');
    expect(await ask()).toMatchObject({ headers: { ':status': 503 }, body: 'fault filter abort' });
    expect((await ask(GRPC)).headers).toMatchObject({ ':status': 200, 'grpc-status': '14' });
    expect(await proxy.record(0)).toMatchObject({ protocol: 'HTTP/2', flags: 'FI', responseCode: 503 });
    expect(await proxy.record(1)).toMatchObject({ flags: 'FI', grpcStatus: '14' });
  });

  it("abort with gRPC's own status", async () => {
    const { ask } = await startFaulty(
      '{ abort: { grpcStatus: RESOURCE_EXHAUSTED, percentage: { value: 100 } } }',
    );
    expect((await ask(GRPC)).headers['grpc-status']).toBe('8');
  });

  it('delay and then let pass', async () => {
    const { ask, proxy } = await startFaulty('{ delay: { fixedDelay: 20ms, percentage: { value: 100 } } }');
    expect((await ask(GRPC)).trailers?.['grpc-status']).toBe('0');
    const { durationMs, ...record } = await proxy.record(0);
    expect(record).toMatchObject({ flags: 'DI', grpcStatus: '0' });
    expect(durationMs).toBeGreaterThanOrEqual(19);
  });
});

describe('policies over HTTP/2', () => {
  async function startPolicy(yaml: string) {
    const guarded = await startGuarded(yaml);
    onTestFinished(() => guarded.close());
    const session = openHttp2(guarded.port);
    return { ...guarded, ask: (headers: Record<string, string>) => askHttp2(session, headers) };
  }

  const DENY = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: no-admin, namespace: shop }
spec: { action: DENY, rules: [{ to: [{ operation: { paths: ['/admin*', '/shop.Admin/*'], methods: [GET, POST] } }] }] }
`;

  it('deny by path and method, in every spelling of the path', async () => {
    const { ask, records, seen } = await startPolicy(DENY);
    expect((await ask({ ':path': '/public' })).headers[':status']).toBe(200);
    for (const path of ['/admin', '/x/../admin', '/%61dmin', '/./admin/users?a=b']) {
      const answer = await ask({ ':path': path });
      expect(answer, path).toMatchObject({ headers: { ':status': 403 }, body: 'RBAC: access denied' });
    }
    expect(seen.map(({ url }) => url)).toEqual(['/public']);
    expect(records.at(-1)).toMatchObject({ protocol: 'HTTP/2', responseCode: 403 });
    expect(records.at(-1)?.details).toContain('rbac_access_denied_matched_policy');
  });

  it('tell a client of gRPC PERMISSION_DENIED', async () => {
    const { ask, seen } = await startPolicy(DENY);
    const answer = await ask({ ...GRPC, ':path': '/shop.Admin/Drop' });
    expect(answer.headers).toMatchObject({ ':status': 200, 'grpc-status': '7' });
    expect(answer.headers['grpc-message']).toBe('RBAC: access denied');
    expect(seen).toEqual([]);
  });

  it('take good tokens and refuse others, gRPC as UNAUTHENTICATED', async () => {
    const keys = await generateKeyPair('RS256', { extractable: true });
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one' }] });
    const token = await new SignJWT({ iss: 'https://id.example', sub: 'ann' })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(keys.privateKey);
    const spec = JSON.stringify({ jwtRules: [{ issuer: 'https://id.example', jwks }] });
    const { ask, seen } = await startPolicy(`apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: jwt, namespace: shop }
spec: ${spec}
`);
    expect((await ask({ authorization: `Bearer ${token}` })).headers[':status']).toBe(200);
    const forged = `${token.slice(0, -8)}AAAAAAAA`;
    expect((await ask({ authorization: `Bearer ${forged}` })).headers[':status']).toBe(401);
    const refused = await ask({ ...GRPC, authorization: `Bearer ${forged}` });
    expect(refused.headers).toMatchObject({ ':status': 200, 'grpc-status': '16' });
    expect(seen).toHaveLength(1);
  });
});

describe('HTTP/2 over mutual TLS between agents', () => {
  const CALLER = 'spiffe://cluster.local/ns/shop/sa/orders';
  const SERVER = 'spiffe://cluster.local/ns/default/sa/reviews';

  it('carries gRPC on one connection, and each side knows the other from its certificate', async () => {
    const authority = createTestAuthority();
    const refusals = new RefusalLog(() => undefined, Date.now);
    const server = new MutualTlsServer(refusals, 5_000, Date.now);
    server.use(authority.certify(SERVER));
    const gate = new InboundGate({
      server,
      mode: () => 'STRICT',
      refusals,
      firstByteMs: 5_000,
      protocol: () => 'http',
      receive: (socket) => socket.destroy(),
    });
    const appPort = await startHttp2App((stream) => answerWithTrailers(stream, 0));
    const service = {
      host: 'reviews.default.svc.cluster.local',
      name: 'reviews',
      namespace: 'default',
      port: 9080,
    };
    const callee = await startProxyForTest({
      inbound: {
        listen: { host: '127.0.0.1', port: 0 },
        app: { host: '127.0.0.1', port: appPort },
        service,
        protocol: 'http2',
        gate,
      },
    });
    const client = new MutualTlsClient(Date.now);
    client.use(authority.certify(CALLER));
    const endpoint = createEndpoint(callee.inboundPort);
    const tls = client.openTo({
      hostPort: endpoint.hostPort,
      principals: [SERVER],
      serverName: 'outbound_.9080_._.reviews',
    });
    const caller = await startProxyForTest({ routingTable: createTable([{ ...endpoint, tls }], UPGRADE) });
    const session = openHttp2(caller.outboundPort);
    const answers = await Promise.all(Array.from({ length: 20 }, () => askHttp2(session, GRPC)));
    expect(answers.map(({ trailers }) => trailers?.['grpc-status'])).toEqual(Array(20).fill('0'));
    expect(await caller.record(19)).toMatchObject({
      protocol: 'HTTP/2',
      peerPrincipal: SERVER,
      localPrincipal: CALLER,
    });
    expect(await callee.record(19)).toMatchObject({
      protocol: 'HTTP/2',
      peerPrincipal: CALLER,
      localPrincipal: SERVER,
    });
    expect(caller.handle.gauges.upstreamConnections).toBe(1);
    expect(callee.handle.gauges.downstreamConnections).toBe(1);
  });
});
