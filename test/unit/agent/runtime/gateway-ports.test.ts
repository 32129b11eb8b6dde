import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort } from '@/agent/run/free-port';
import { Agent } from '@/agent/runtime/agent';
import { followGateways } from '@/agent/runtime/gateway-ports';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { connectRaw } from '@/test/support/agent/raw-peer';
import { makeSettings } from '../support/make-settings';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

const rules = (ports: readonly number[]): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: entrance, namespace: edge }
spec:
  selector: { istio: edge }
  servers:
${ports.map((port) => `  - { port: { number: ${port}, name: http-${port}, protocol: HTTP }, hosts: ["*"] }`).join('\n')}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: hello, namespace: edge }
spec:
  hosts: ["shop.example.com"]
  gateways: [entrance]
  http: [{ directResponse: { status: 200, body: { string: hello } } }]
`;

async function start(given: () => readonly number[] = () => []) {
  const identity = describeWorkload({ name: 'edge', namespace: 'edge', labels: { istio: 'edge' } });
  const agent = new Agent(makeSettings({ role: 'gateway', service: undefined, identity }));
  cleanups.push(() => agent.stop());
  await agent.start();
  const said: string[] = [];
  const ports = followGateways(agent, '127.0.0.1', given, (message) => said.push(message));
  let revision = 0;
  const take = (wanted: readonly number[]) => {
    const { resources } = parseResources(rules(wanted), 'test.yaml');
    const verdict = agent.config.takeSnapshot({
      revision: ++revision,
      services: [],
      resources: resources.map(toConfigObject),
      settings: DEFAULT_MESH_SETTINGS,
      telemetry: { randomSamplingPercentage: 0, accessLogging: false },
    });
    expect(verdict).toEqual({ status: 'ack' });
    return ports.update();
  };
  return { agent, said, take };
}

async function ask(port: number): Promise<string> {
  const peer = await connectRaw(port);
  peer.send('GET / HTTP/1.1\r\nHost: shop.example.com\r\nConnection: close\r\n\r\n');
  const said = await peer.waitForEnd();
  peer.socket.destroy();
  return said;
}

describe('followGateways', () => {
  it('opens what the servers name, serves there, and closes what they name no more', async () => {
    const { said, take } = await start();
    const [first, second] = [await findFreePort(), await findFreePort()];
    await take([first, second]);
    expect(await ask(first)).toMatch(/200 OK[\s\S]*hello$/);
    expect(await ask(second)).toContain('200 OK');
    await take([second]);
    const [refused] = await once(connect(first, '127.0.0.1'), 'error');
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    expect(await ask(second)).toContain('200 OK');
    expect(said.at(-1)).toBe(`no server has port ${first} any more: 127.0.0.1:${first} is closed`);
  });

  it('says once why a port stays closed, and opens it when it can', async () => {
    const { said, take } = await start();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await take([port]);
    await take([port]);
    expect(said).toEqual([
      `cannot open port ${port} of the Gateways at 127.0.0.1:${port}: another process listens there; ` +
        `--server ${port}=HOST:PORT opens it elsewhere`,
    ]);
    other.close();
    await once(other, 'close');
    await take([port]);
    expect(await ask(port)).toContain('200 OK');
  });

  it('leaves ports alone that are open already', async () => {
    const port = await findFreePort();
    const { said, take } = await start(() => [port]);
    await take([port]);
    expect(said).toEqual([]);
  });
});
