import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Agent } from '@/agent/runtime/agent';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import type { ExtensionProvider } from '@/lib/mesh/config/kinds/mesh-config';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { MeshService } from '@/lib/mesh/registry/service';
import { makeSettings } from '../support/make-settings';
import { createTestAuthority } from '../support/test-authority';
import { startGrpcAuthorizer } from './grpc-authorizer';
import { listen } from './start-guarded';

const LOCAL = '127.0.0.1';
const ASK = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ask, namespace: default}
spec: {action: CUSTOM, provider: {name: opa}, selector: {matchLabels: {app: cart}}, rules: [{}]}
`;

const cleanups: (() => unknown)[] = [];
let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'meshscope-opa-'));
  const subject = ['-subj', '/CN=opa', '-addext', 'subjectAltName=DNS:opa.default.svc.cluster.local'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'opa.key'];
  execFileSync('openssl', ['req', '-x509', ...key, '-out', 'opa.crt', '-days', '2', ...subject], {
    cwd: dir,
    stdio: 'pipe',
  });
});
afterAll(() => rmSync(dir, { recursive: true }));
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

/** Agents of one mesh with mutual TLS, each in front of an app of this machine. */
function createMesh() {
  const authority = createTestAuthority();
  const services: MeshService[] = [];
  const agents: Agent[] = [];
  const serve = async (name: string, appPort: number): Promise<number> => {
    const identity = describeWorkload({ name, serviceAccount: name });
    const service = { name, namespace: 'default', port: 80, protocol: 'http' as const };
    const agent = new Agent(makeSettings({ identity, agentId: name, drainMs: 0, service }));
    cleanups.push(() => agent.stop());
    await agent.start();
    agent.tls.use(authority.certify(identity.principal));
    const { port } = await agent.openInbound({ host: LOCAL, port: 0 }, { host: LOCAL, port: appPort });
    agents.push(agent);
    const endpoint = { address: LOCAL, port, workload: identity, tlsMode: 'istio' as const };
    const host = `${name}.default.svc.cluster.local`;
    services.push({ ...service, host, location: 'MESH_INTERNAL', endpoints: [endpoint] });
    return port;
  };
  const apply = (yaml: string, provider: Omit<ExtensionProvider, 'name'>) => {
    const { problems, resources } = parseResources(yaml, 'test.yaml');
    expect(problems).toEqual([]);
    for (const agent of agents) {
      const verdict = agent.config.takeSnapshot({
        revision: 1,
        services,
        resources: resources.map(toConfigObject),
        settings: { ...DEFAULT_MESH_SETTINGS, extensionProviders: [{ name: 'opa', ...provider }] },
        telemetry: { randomSamplingPercentage: 0, accessLogging: false },
      });
      expect(verdict).toEqual({ status: 'ack' });
    }
  };
  return { apply, serve };
}

async function startApp(status = 200): Promise<number> {
  const app = createServer((incoming, response) => {
    incoming.resume();
    response.writeHead(status).end();
  });
  cleanups.push(() => app.close());
  return listen(app);
}

const ask = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ host: LOCAL, port, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

describe('CUSTOM policies', () => {
  it('reach an authorizer of the mesh that takes mutual TLS alone', async () => {
    const { apply, serve } = createMesh();
    await serve('opa', await startApp());
    const port = await serve('cart', await startApp());
    const strict = `${ASK}---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: opa, namespace: default}
spec: {selector: {matchLabels: {app: opa}}, mtls: {mode: STRICT}}
`;
    const service = 'opa.default.svc.cluster.local';
    apply(strict, { envoyExtAuthzHttp: { service, port: 80, timeout: '5s' } });
    expect(await ask(port)).toBe(200);
    const plain = `${strict}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: opa, namespace: default}
spec: {host: opa, trafficPolicy: {tls: {mode: DISABLE}}}
`;
    apply(plain, { envoyExtAuthzHttp: { service, port: 80, timeout: '5s' } });
    expect(await ask(port)).toBe(403);
  });

  it('speak TLS to an authorizer of gRPC where a DestinationRule says so, and refuse whom it does not believe', async () => {
    const pair = {
      cert_chain: readFileSync(join(dir, 'opa.crt')),
      private_key: readFileSync(join(dir, 'opa.key')),
    };
    const authorizer = await startGrpcAuthorizer(
      () => ({ okResponse: {} }),
      ServerCredentials.createSsl(null, [pair]),
    );
    cleanups.push(() => authorizer.close());
    const { apply, serve } = createMesh();
    const port = await serve('cart', await startApp());
    const rules = (extra: string) => `${ASK}---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: opa, namespace: default}
spec:
  hosts: [opa.default.svc.cluster.local]
  ports: [{number: 9000, name: grpc, protocol: GRPC, targetPort: ${authorizer.port}}]
  resolution: STATIC
  endpoints: [{address: 127.0.0.1}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: opa, namespace: default}
spec: {host: opa.default.svc.cluster.local, trafficPolicy: {tls: {mode: SIMPLE, caCertificates: ${join(dir, 'opa.crt')}${extra}}}}
`;
    const provider = {
      envoyExtAuthzGrpc: { service: 'opa.default.svc.cluster.local', port: 9000, timeout: '5s' },
    };
    apply(rules(''), provider);
    expect(await ask(port)).toBe(200);
    expect(authorizer.questions).toHaveLength(1);
    apply(rules(', subjectAltNames: [other.example]'), provider);
    expect(await ask(port)).toBe(403);
    expect(authorizer.questions).toHaveLength(1);
  });
});
