import { Agent } from '@/agent/runtime/agent';
import { GATEWAY_NAME_LABEL } from '@/lib/mesh/gateway-api/gateway-name-label';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { RegistrySnapshot } from '@/lib/mesh/registry/service';
import type { ScopeViewer } from '@/lib/mesh/routing/scope/scope-viewer';
import { makeSettings } from '@/test/unit/agent/support/make-settings';
import type { GatewayApiRequest } from '../gateway-api-case';

type World = (viewer: ScopeViewer, revision: number) => RegistrySnapshot;

interface Member {
  agent: Agent;
  viewer: ScopeViewer;
  /** By port of a Gateway, or by host of a service. */
  doors: Map<string, number>;
}

/** The agents that cases speak to, one for each Gateway and each client; they outlive a case and take the next one's world. */
export class AgentFleet {
  readonly #members = new Map<string, Member>();
  #world: World | undefined;
  #revision = 1;

  /** What the mesh is from now on. */
  async enter(world: World): Promise<void> {
    this.#world = world;
    this.#revision++;
    for (const member of this.#members.values()) this.#teach(member);
  }

  /** The port of this machine that a request of a case goes to. */
  async doorOf(request: GatewayApiRequest): Promise<number> {
    const { client, gateway } = request;
    if (gateway !== undefined) {
      const labels = { [GATEWAY_NAME_LABEL]: gateway.name };
      const member = await this.#member('gateway', gateway.name, gateway.namespace, labels);
      return openDoor(member, String(gateway.port), async () => {
        const bound = await member.agent.openGateway({ host: '127.0.0.1', port: 0 }, [], () => gateway.port);
        return bound.port;
      });
    }
    const { app = '', namespace = '' } = client ?? {};
    const member = await this.#member('sidecar', app, namespace, { app });
    const host = request.request?.host ?? '';
    return openDoor(member, host, async () => {
      const listen = { host: '127.0.0.1', port: 0 };
      const authority = host.includes(':') ? host : `${host}:80`;
      const [bound] = await member.agent.openOutbound(listen, [
        { authority: inNamespace(authority, namespace), listen },
      ]);
      return bound?.port ?? 0;
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#members.values()].map(({ agent }) => agent.stop()));
  }

  async #member(
    kind: 'gateway' | 'sidecar',
    name: string,
    namespace: string,
    labels: Record<string, string>,
  ): Promise<Member> {
    const key = `${kind} ${namespace}/${name}`;
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const identity = describeWorkload({ name, namespace, labels });
    const agent = new Agent(
      makeSettings({
        role: kind,
        service: undefined,
        agentId: `${name}.${namespace}@test`,
        identity,
        drainMs: 0,
      }),
    );
    await agent.start();
    const member = { agent, viewer: { kind, namespace, labels: identity.labels }, doors: new Map() };
    this.#members.set(key, member);
    this.#teach(member);
    return member;
  }

  #teach({ agent, viewer }: Member): void {
    if (this.#world === undefined) return;
    const verdict = agent.config.takeSnapshot(this.#world(viewer, this.#revision));
    if (verdict.status === 'nack') throw new Error(`${agent.settings.agentId}: ${verdict.reason}`);
  }
}

async function openDoor({ doors }: Member, key: string, open: () => Promise<number>): Promise<number> {
  const port = doors.get(key) ?? (await open());
  doors.set(key, port);
  return port;
}

/** Clients call services of their own namespace by the first label. */
function inNamespace(authority: string, namespace: string): string {
  const [host = '', port = ''] = authority.split(':');
  return host.includes('.') ? authority : `${host}.${namespace}:${port}`;
}
