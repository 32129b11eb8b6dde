import { hostname } from 'node:os';
import type { MeshConfig } from '../config/mesh-config';
import type { IdentityKeeper } from '../identity/identity-keeper';
import type { WorkloadCertificate } from '../identity/workload-certificate';
import type { ListenAddress } from '../proxy/listener';
import type { ProxyHandle } from '../proxy/start-proxy';
import type { MeshTls } from '../tls/mesh-tls';
import type { HelloFacts, StatusFacts } from '../uplink/uplink-options';
import { advertisedHost } from './advertised-host';
import type { AgentSettings } from './agent-settings';
import { AGENT_VERSION } from './agent-version';
import { portProtocol } from './app-protocols';

/** What one `hello` may name. */
const MOST_SERVICES = 64;

/** What an agent knows of itself. */
interface Speaker {
  readonly settings: AgentSettings;
  readonly startedAtMs: number;
  readonly inbound: ListenAddress | undefined;
  readonly config: Pick<MeshConfig, 'routes'>;
  /** Further ports of the workload that stand open. */
  readonly ingress: ReadonlyMap<number, ListenAddress>;
  readonly appReady: boolean;
  readonly ownPort: number | undefined;
  readonly state: StatusFacts['state'];
  readonly carriers: readonly Pick<ProxyHandle, 'gauges'>[];
  readonly identity: IdentityKeeper;
  readonly tls: MeshTls;
}

/** What an agent says of itself when it comes. */
export function helloFacts(speaker: Speaker): HelloFacts {
  const { settings, startedAtMs } = speaker;
  const { agentId, identity, role } = settings;
  return {
    agentId,
    agentVersion: AGENT_VERSION,
    hostname: hostname(),
    pid: process.pid,
    startedAtMs,
    role,
    identity: { ...identity, labels: { ...identity.labels } },
    services: servedPorts(speaker),
  };
}

/** The ports of its service by which an agent is called: its own, and those that its Sidecar opened beside it. */
export function servedPorts({
  config,
  inbound,
  ingress,
  settings: { advertise, service },
}: Pick<Speaker, 'config' | 'inbound' | 'ingress' | 'settings'>): HelloFacts['services'] {
  if (service === undefined || inbound === undefined) return [];
  const at = (bound: ListenAddress) => ({
    address: advertise ?? advertisedHost(bound.host),
    targetPort: bound.port,
  });
  const further = [...ingress].map(([port, bound]) => {
    const protocol = portProtocol(config.routes.ingressPorts.get(port)?.protocol) ?? ('auto' as const);
    return { ...service, port, protocol, ...at(bound) };
  });
  return [{ ...service, ...at(inbound) }, ...further.slice(0, MOST_SERVICES - 1)];
}

/** How an agent is now. */
export function statusFacts({ appReady, carriers, identity, ownPort, state, tls }: Speaker): StatusFacts {
  const { user, system } = process.cpuUsage();
  const gauges = carriers.map((carrier) => carrier.gauges);
  const certificate = identity.current;
  return {
    atMs: Date.now(),
    state,
    appReady,
    rssBytes: process.memoryUsage.rss(),
    cpuSeconds: (user + system) / 1e6,
    openConnections: sum(gauges.map((g) => g.downstreamConnections + g.upstreamConnections)),
    inFlight: sum(gauges.map((g) => g.requestsInFlight)),
    ...(certificate === undefined ? {} : { certificate: certificateFacts(certificate) }),
    ...(ownPort === undefined ? {} : { ownPort }),
    takesMutualTls: certificate !== undefined && tls.takesMutualTls,
  };
}

function certificateFacts({ spiffeId, serialNumber, notBeforeMs, notAfterMs }: WorkloadCertificate) {
  return { spiffeId, serialNumber, notBeforeMs, notAfterMs };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
