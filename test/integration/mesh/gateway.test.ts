import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND } from '../support/agent-process';
import { freePort } from '../support/free-port';
import { OrdersMesh } from '../support/orders-mesh';
import { SpawnedProcess } from '../support/spawned-process';
import { waitUntil } from '../support/wait-until';

/** What a caller outside the mesh gets for a host. */
function visit(port: number, host: string, path: string): Promise<number> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, headers: { host }, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', () => resolve(0));
  });
}

describe('a gateway of the mesh', { timeout: 120_000 }, () => {
  let mesh: OrdersMesh;
  let gateway: SpawnedProcess;
  let port = 0;

  beforeAll(async () => {
    mesh = await OrdersMesh.start();
    const args = ['gateway', '--namespace', 'edge', '--listen', '127.0.0.1:0', '--admin-port', '0'];
    gateway = new SpawnedProcess(args, mesh.console.agentEnv, COMMAND);
    const [, found = ''] = await gateway.waitForOutput(/the gateway listens at http:\/\/127\.0\.0\.1:(\d+)/);
    port = Number(found);
  }, 180_000);
  afterAll(async () => {
    await gateway.stop('SIGTERM');
    await mesh.close();
  });

  const gatewayRules = (servers: string): string => `
apiVersion: networking.istio.io/v1beta1
kind: Gateway
metadata: {name: entrance, namespace: edge}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 80, name: http, protocol: HTTP}, hosts: ["shop.example"]}
${servers}
---
apiVersion: networking.istio.io/v1beta1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: ["shop.example"]
  gateways: [edge/entrance]
  http:
  - match: [{uri: {prefix: /status}}]
    route: [{destination: {host: orders.shop.svc.cluster.local, port: {number: 8080}}}]
`;

  it("serves its Gateway's hosts and routes by the address it was given, and nothing else", async () => {
    expect(await visit(port, 'shop.example', '/status/200')).toBe(404);
    await mesh.obey(gatewayRules(''));
    expect(await visit(port, 'shop.example', '/status/200')).toBe(200);
    expect(await visit(port, 'shop.example:8080', '/status/204')).toBe(204);
    expect(await visit(port, 'shop.example', '/elsewhere')).toBe(404);
    expect(await visit(port, 'other.example', '/status/200')).toBe(404);
  });

  it('opens a port when a server names it, and closes it when the server is gone', async () => {
    const other = await freePort();
    await mesh.obey(
      gatewayRules(`  - {port: {number: ${other}, name: more, protocol: HTTP}, hosts: ["shop.example"]}`),
    );
    await waitUntil('the port to be open', async () =>
      (await visit(other, 'shop.example', '/status/200')) === 200 ? true : undefined,
    );
    await mesh.obey(gatewayRules(''));
    await waitUntil('the port to be closed', async () =>
      (await visit(other, 'shop.example', '/status/200')) === 0 ? true : undefined,
    );
    expect(await visit(port, 'shop.example', '/status/200')).toBe(200);
  });

  it('serves the Gateway of the Gateway API that has its name', async () => {
    await mesh.obey(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ingressgateway, namespace: edge}
spec:
  gatewayClassName: meshscope
  listeners: [{name: web, port: 80, protocol: HTTP, hostname: "*.api.example", allowedRoutes: {namespaces: {from: All}}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: orders, namespace: shop}
spec:
  parentRefs: [{name: ingressgateway, namespace: edge}]
  hostnames: [orders.api.example]
  rules:
  - matches: [{path: {type: PathPrefix, value: /status}}]
    backendRefs: [{name: orders, port: 8080}]
`);
    expect(await visit(port, 'orders.api.example', '/status/200')).toBe(200);
    expect(await visit(port, 'orders.api.example', '/elsewhere')).toBe(404);
    expect(await visit(port, 'shop.example', '/status/200')).toBe(200);
  });
});
