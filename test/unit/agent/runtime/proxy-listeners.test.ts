import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort } from '@/agent/run/free-port';
import { Agent } from '@/agent/runtime/agent';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { MeshService } from '@/lib/mesh/registry/service';
import { listen } from '../access/start-guarded';
import { makeSettings } from '../support/make-settings';

const LOCAL = '127.0.0.1';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function startService(name: string): Promise<MeshService> {
  const app = createServer((_, response) => response.end(name));
  cleanups.push(() => app.close());
  return {
    host: `${name}.default.svc.cluster.local`,
    ...{ name, namespace: 'default', port: 9080, protocol: 'http', location: 'MESH_INTERNAL' },
    endpoints: [{ address: LOCAL, port: await listen(app) }],
  };
}

/** An agent of a client, and how it is told what a console would say. */
async function startClient(services: readonly MeshService[]) {
  const agent = new Agent(
    makeSettings({
      identity: describeWorkload({ name: 'web' }),
      agentId: 'web',
      drainMs: 0,
      service: undefined,
    }),
  );
  cleanups.push(() => agent.stop());
  await agent.start();
  await agent.openOutbound({ host: LOCAL, port: 0 }, []);
  let revision = 0;
  const apply = async (egress: string) => {
    const yaml = `apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: web, namespace: default}\nspec: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}, egress: [${egress}]}\n`;
    const verdict = agent.config.takeSnapshot({
      revision: ++revision,
      services: [...services],
      resources: parseResources(yaml, 'test.yaml').resources.map(toConfigObject),
      settings: DEFAULT_MESH_SETTINGS,
      telemetry: { randomSamplingPercentage: 0, accessLogging: false },
    });
    expect(verdict).toEqual({ status: 'ack' });
    await agent.sidecarPorts.update();
  };
  return { agent, apply };
}

/** A request in absolute form to a proxy; the status, or the answer of a 200. */
function askBy(port: number, url: string): Promise<string> {
  return new Promise((resolve) => {
    request(
      { host: LOCAL, port, path: url, agent: false, headers: { host: new URL(url).host } },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (piece: string) => {
          body += piece;
        });
        answer.on('end', () => resolve(answer.statusCode === 200 ? body : String(answer.statusCode)));
      },
    )
      .on('error', () => resolve('refused'))
      .end();
  });
}

/** What a server says in a tunnel. */
function tunnelBy(port: number, to: string): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(port, LOCAL, () => socket.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n\r\n`));
    cleanups.push(() => socket.destroy());
    socket.on('error', () => resolve('refused'));
    socket.on('close', () => resolve(said));
    socket.on('data', (bytes) => {
      const isOpened = said === '' && String(bytes).startsWith('HTTP/1.1 200');
      said += String(bytes);
      if (isOpened) socket.write(`GET / HTTP/1.1\r\nHost: ${to}\r\nConnection: close\r\n\r\n`);
      else if (!said.startsWith('HTTP/1.1 200')) socket.end();
    });
  });
}

describe('listeners of protocol HTTP_PROXY', () => {
  it('take absolute requests and tunnels to their own hosts, and are closed with the Sidecar', async () => {
    const services = [await startService('reviews'), await startService('ratings')];
    const { agent, apply } = await startClient(services);
    const [port, other] = [await findFreePort(), await findFreePort()];
    const proxy = (number: number, host: string) =>
      `{port: {number: ${number}, protocol: HTTP_PROXY}, hosts: ["./${host}.default.svc.cluster.local"]}`;
    await apply(`${proxy(port, 'reviews')}, ${proxy(other, 'ratings')}`);
    expect(await askBy(port, 'http://reviews:9080/')).toBe('reviews');
    expect(await askBy(port, 'http://ratings:9080/')).toBe('502');
    expect(await askBy(other, 'http://ratings:9080/')).toBe('ratings');
    expect(await tunnelBy(port, 'reviews:9080')).toMatch(/^HTTP\/1\.1 200 .*reviews$/s);
    expect(await tunnelBy(port, 'ratings:9080')).toMatch(/^HTTP\/1\.1 502 /);
    // The agent's own entrance for calls leads to what listeners without that protocol name: none here.
    expect(await askBy(agent.outbound?.port ?? 0, 'http://reviews:9080/')).toBe('502');
    await apply(`${proxy(port, 'ratings')}, {hosts: ["./reviews.default.svc.cluster.local"]}`);
    expect(await askBy(port, 'http://ratings:9080/')).toBe('ratings');
    expect(await askBy(other, 'http://ratings:9080/')).toBe('refused');
    expect(await askBy(agent.outbound?.port ?? 0, 'http://reviews:9080/')).toBe('reviews');
  });
});
