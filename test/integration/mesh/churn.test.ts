import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRoot } from '@/lib/server/ca/create-root';
import type { AgentProcess } from '../support/agent-process';
import { ChainMesh } from '../support/chain-mesh';
import { churnConfiguration } from '../support/churn-configuration';
import { waitUntil } from '../support/wait-until';

const NAMESPACE = 'churn';

async function certificateOf(agent: AgentProcess): Promise<string> {
  const answer = await fetch(`${agent.adminUrl}/certs`);
  const { cert_chain: chain } = (await answer.json()) as { cert_chain: { serial_number: string }[] };
  return chain[0]?.serial_number ?? '';
}

describe('change under load, through a real console and real agents', { timeout: 180_000 }, () => {
  let folder: string;
  let mesh: ChainMesh;
  const roots = [createRoot('cluster.local', Date.now()), createRoot('cluster.local', Date.now())];

  /** The console signs with this root; agents trust both. */
  async function signWith(at: number): Promise<void> {
    await writeFile(join(folder, 'ca.pem'), roots[at]?.certificate ?? '');
    await writeFile(join(folder, 'ca.key'), roots[at]?.key ?? '');
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meshscope-churn-'));
    await writeFile(join(folder, 'roots.pem'), roots.map(({ certificate }) => certificate).join(''));
    await signWith(0);
    const file = (name: string) => join(folder, name);
    mesh = await ChainMesh.start(1, {
      namespace: NAMESPACE,
      consoleArgs: ['--ca-cert', file('ca.pem'), '--ca-key', file('ca.key'), '--ca-root', file('roots.pem')],
    });
  }, 180_000);
  afterAll(async () => {
    await mesh.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('ten revisions fail no request, and every agent takes each of them', async () => {
    const result = await churnConfiguration(mesh, NAMESPACE, { revisions: 10, everyMs: 300, rate: 100 });
    expect(result.failures).toEqual({});
    expect(result.refusals).toBe(0);
    expect(result.takenMs).toHaveLength(10);
    expect(result.requests).toBeGreaterThan(100);
  });

  it('certificates of another authority replace the old ones without a failed request', async () => {
    const before = await Promise.all(mesh.agents.map(certificateOf));
    expect(before.every((serial) => serial !== '')).toBe(true);
    let isDone = false;
    const codes = new Map<number, number>();
    const client = async (): Promise<void> => {
      while (!isDone) {
        const { code } = await mesh.send('/status/200?delay=5');
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    };
    const clients = Array.from({ length: 4 }, client);
    await signWith(1);
    await mesh.console.process.stop('SIGTERM');
    await mesh.console.restart();
    const after = await waitUntil(
      'every agent to have another certificate',
      async () => {
        const serials = await Promise.all(mesh.agents.map(certificateOf));
        return serials.every((serial, at) => serial !== '' && serial !== before[at]) ? serials : undefined;
      },
      // Agents of a restarted console come back over half a minute.
      100_000,
    );
    expect(new Set([...before, ...after]).size).toBe(before.length * 2);
    const answeredSoFar = codes.get(200) ?? 0;
    await waitUntil('more answers', () => ((codes.get(200) ?? 0) > answeredSoFar + 50 ? true : undefined));
    isDone = true;
    await Promise.all(clients);
    expect([...codes.keys()]).toEqual([200]);
  });
});
