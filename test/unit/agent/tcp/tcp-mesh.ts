import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from '@/agent/runtime/agent';
import type { AgentSettings } from '@/agent/runtime/agent-settings';
import type { IstioTotals } from '@/agent/telemetry/istio-totals';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS, type MeshSettings } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { MeshService, PortProtocol } from '@/lib/mesh/registry/service';
import { waitFor } from '@/test/support/agent/wait-for';
import { makeSettings } from '../support/make-settings';
import { createTestAuthority } from '../support/test-authority';

export const PORT = 5432;
const LOCAL = '127.0.0.1';

export interface Member {
  agent: Agent;
  /** Lines of its access log so far. */
  log(): Record<string, unknown>[];
  /** Its TCP totals of one reporter. */
  totals(reporter: string): IstioTotals[];
}

export interface TcpMesh {
  /** Agents of `db` in front of a port of this machine; each with its version. */
  serve(
    appPort: number,
    options?: { version?: string; protocol?: PortProtocol },
  ): Promise<Member & { port: number }>;
  /** An agent of `orders`, and the port at which its app calls a service. */
  call(to?: string): Promise<Member & { port: number }>;
  /** What holds from now on. */
  apply(yaml: string, settings?: Partial<MeshSettings>): void;
  close(): Promise<void>;
}

/** A mesh of real agents that are told by hand what a console would tell them; mutual TLS only when `isMutual`. */
export function createTcpMesh({ isMutual }: { isMutual: boolean }): TcpMesh {
  const dir = mkdtempSync(join(tmpdir(), 'meshscope-tcp-'));
  const authority = createTestAuthority();
  const members: Agent[] = [];
  const services: MeshService[] = [];
  let yaml = '';
  let settings: Partial<MeshSettings> = {};
  let revision = 1;

  const teach = (agent: Agent): void => {
    const { problems, resources } = parseResources(yaml, 'test.yaml');
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    const verdict = agent.config.takeSnapshot({
      revision: ++revision,
      services,
      resources: resources.map(toConfigObject),
      settings: { ...DEFAULT_MESH_SETTINGS, ...settings },
      telemetry: { randomSamplingPercentage: 100, accessLogging: true },
    });
    if (verdict.status === 'nack') throw new Error(verdict.reason);
  };
  const start = async (name: string, version: string, change: Partial<AgentSettings>): Promise<Member> => {
    const identity = describeWorkload({ name, version, serviceAccount: name });
    const path = join(dir, `${name}-${version}-${members.length}.log`);
    const agent = new Agent(
      makeSettings({ identity, agentId: path, drainMs: 0, accessLog: { path, format: 'json' }, ...change }),
    );
    await agent.start();
    if (isMutual) {
      agent.tls.use(authority.certify(identity.principal));
      agent.config.rebuild();
    }
    members.push(agent);
    const log = () =>
      (existsSync(path) ? readFileSync(path, 'utf8') : '')
        .split('\n')
        .filter(Boolean)
        .map((line): Record<string, unknown> => JSON.parse(line));
    const totals = (reporter: string) =>
      [...agent.recorder.totals()].filter(
        ({ labels }) => labels.reporter === reporter && labels.request_protocol === 'tcp',
      );
    return { agent, log, totals };
  };

  return {
    async serve(appPort, { protocol = 'tcp', version = 'v1' } = {}) {
      const service = { name: 'db', namespace: 'default', port: PORT, protocol };
      const member = await start('db', version, { service });
      const { port } = await member.agent.openInbound(
        { host: LOCAL, port: 0 },
        { host: LOCAL, port: appPort },
      );
      const endpoint = {
        address: LOCAL,
        port,
        workload: member.agent.settings.identity,
        ...(isMutual ? { tlsMode: 'istio' as const } : {}),
      };
      const known = services.findIndex(({ name }) => name === 'db');
      const host = 'db.default.svc.cluster.local';
      const before = services[known];
      const next: MeshService = {
        ...{ ...service, host, location: 'MESH_INTERNAL' },
        endpoints: [...(before?.endpoints ?? []), endpoint],
      };
      services.splice(known < 0 ? services.length : known, 1, next);
      for (const agent of members) teach(agent);
      return { ...member, port };
    },
    async call(to = `db:${PORT}`) {
      const member = await start('orders', 'v1', { service: undefined });
      teach(member.agent);
      const [host = '', port = ''] = to.split(':');
      const bound = await member.agent.openTcp({ host: LOCAL, port: 0 }, { host, port: Number(port) });
      return { ...member, port: bound.port };
    },
    apply(text, change = {}) {
      yaml = text;
      settings = change;
      for (const agent of members) teach(agent);
    },
    async close() {
      await Promise.all(members.map((agent) => agent.stop()));
      rmSync(dir, { recursive: true });
    },
  };
}

/** Waits for a member's access-log line with this index. */
export async function logLine({ log }: Member, index: number): Promise<Record<string, unknown>> {
  await waitFor(
    () => log().length > index,
    () => `line ${index} of the access log`,
  );
  return log()[index] ?? {};
}
