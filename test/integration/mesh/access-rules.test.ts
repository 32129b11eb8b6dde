import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port';
import { MeshClient } from '../support/mesh-client';
import { OrdersMesh } from '../support/orders-mesh';
import { waitUntil } from '../support/wait-until';

const ISSUER = 'https://login.shop.example';
const policy = (name: string, spec: string): string => `
apiVersion: security.istio.io/v1beta1
kind: AuthorizationPolicy
metadata: {name: ${name}}
spec: ${spec}
---`;
const FOR_ORDERS = 'selector: {matchLabels: {app: orders}}';

describe('rules for access and telemetry, from the command line to the sockets', { timeout: 120_000 }, () => {
  let mesh: OrdersMesh;
  beforeAll(async () => {
    mesh = await OrdersMesh.start();
  }, 180_000);
  afterAll(() => mesh.close());

  it('denies everything, then lets one caller do one thing', async () => {
    await mesh.obey(
      `apiVersion: security.istio.io/v1beta1
kind: PeerAuthentication
metadata: {name: default}
spec: {mtls: {mode: STRICT}}
---${policy('deny-all', '{}')}`,
    );
    expect(await mesh.ask('/status/200')).toMatchObject({ code: 403 });
    const allow = `{${FOR_ORDERS}, action: ALLOW, rules: [{
      from: [{source: {principals: ["cluster.local/ns/shop/sa/web"]}}],
      to: [{operation: {methods: ["GET"], paths: ["/status/200*"]}}]}]}`;
    await mesh.obey(policy('web-may-read', allow));
    await waitUntil('the customer to be let in', async () =>
      (await mesh.ask('/status/200')).code === 200 ? true : undefined,
    );
    expect(await mesh.ask('/status/204')).toMatchObject({ code: 403 });
    await mesh.obey(policy('web-may-read', allow.replace('sa/web', 'sa/other')));
    expect(await mesh.ask('/status/200')).toMatchObject({ code: 403 });
    await mesh.forget('ap', 'deny-all', 'web-may-read');
    expect(await mesh.ask('/status/200')).toMatchObject({ code: 200 });
  });

  it('opens further ports of a workload as its Sidecar says, to callers of the mesh too', async () => {
    const port = await freePort();
    const strict = `apiVersion: security.istio.io/v1beta1
kind: PeerAuthentication
metadata: {name: default}
spec: {mtls: {mode: STRICT}}
---`;
    await mesh.obey(`${strict}
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: orders-v1}
spec:
  workloadSelector: {labels: {app: orders, version: v1}}
  ingress: [{port: {number: ${port}, protocol: HTTP}, defaultEndpoint: "127.0.0.1:${mesh.v2.port}"}]
`);
    const seen = await waitUntil('the further port to be called', async () => {
      const answer = await mesh.client.send(`http://orders.shop:${port}/status/200`);
      return answer.code === 200 ? answer : undefined;
    });
    // The listener belongs to v1 and leads to the process of v2.
    expect(seen.headers['x-version']).toBe('v2');
    const plain = await fetch(`http://127.0.0.1:${port}/status/200`).then(
      ({ status }) => status,
      () => 'refused',
    );
    expect(plain).toBe('refused');
    await mesh.forget('sidecar', 'orders-v1');
    await mesh.forget('peerauthentication', 'default');
  });

  it('opens a proxy for the calls of a workload, to the hosts that its Sidecar names', async () => {
    const port = await freePort();
    const client = new MeshClient(`127.0.0.1:${port}`);
    await mesh.obey(`
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: web}
spec:
  workloadSelector: {labels: {app: web}}
  outboundTrafficPolicy: {mode: REGISTRY_ONLY}
  egress:
  - {port: {number: ${port}, protocol: HTTP_PROXY}, hosts: [./orders.shop.svc.cluster.local]}
  - {hosts: [~/*]}
`);
    await waitUntil('the proxy to be used', async () =>
      (await client.send('http://orders.shop:8080/status/200')).code === 200 ? true : undefined,
    );
    expect(await mesh.ask('/status/200')).toMatchObject({ code: 502 });
    client.close();
    await mesh.forget('sidecar', 'web');
    expect(await mesh.ask('/status/200')).toMatchObject({ code: 200 });
  });

  it('asks for a token, and for what the token must say', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] });
    const token = (role: string) =>
      new SignJWT({ role })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(ISSUER)
        .setSubject('anna')
        .setExpirationTime('1h')
        .sign(privateKey);
    await mesh.obey(
      `apiVersion: security.istio.io/v1beta1
kind: RequestAuthentication
metadata: {name: login}
spec:
  ${FOR_ORDERS}
  jwtRules: [{issuer: "${ISSUER}", jwks: '${jwks}'}]
---${policy(
        'admins-only',
        `{${FOR_ORDERS}, action: ALLOW, rules: [{
      from: [{source: {requestPrincipals: ["*"]}}],
      when: [{key: "request.auth.claims[role]", values: ["admin"]}]}]}`,
      )}`,
    );
    const ask = async (authorization?: string) =>
      (await mesh.ask('/status/200', authorization === undefined ? {} : { authorization })).code;
    expect(await ask()).toBe(403);
    expect(await ask(`Bearer ${await token('admin')}`)).toBe(200);
    expect(await ask(`Bearer ${await token('guest')}`)).toBe(403);
    expect(await ask(`Bearer ${(await token('admin')).slice(0, -8)}AAAAAAAA`)).toBe(401);
    await mesh.forget('ap', 'admins-only');
    await mesh.forget('ra', 'login');
  });

  it('samples as many traces, and logs such requests, as Telemetry says', async () => {
    const telemetry = (sampling: number) => `
apiVersion: telemetry.istio.io/v1alpha1
kind: Telemetry
metadata: {name: shop}
spec:
  tracing: [{providers: [{name: jaeger}], randomSamplingPercentage: ${sampling}}]
  accessLogging: [{providers: [{name: envoy}], filter: {expression: "response.code >= 400"}}]
`;
    const sampled = async () => {
      await mesh.ask('/status/200');
      const last = mesh.v1.lastHeaders.traceparent ?? mesh.v2.lastHeaders.traceparent;
      return String(last).endsWith('-01');
    };
    await mesh.obey(telemetry(0));
    mesh.v1.lastHeaders = {};
    mesh.v2.lastHeaders = {};
    expect(await sampled()).toBe(false);
    await mesh.obey(telemetry(100));
    mesh.v1.lastHeaders = {};
    mesh.v2.lastHeaders = {};
    expect(await sampled()).toBe(true);
    await mesh.ask('/status/200?unremarkable');
    await mesh.ask('/status/404?remarkable');
    await waitUntil('the line of what failed', async () =>
      (await mesh.accessLog()).includes('/status/404?remarkable') ? true : undefined,
    );
    expect(await mesh.accessLog()).not.toContain('unremarkable');
  });
});
