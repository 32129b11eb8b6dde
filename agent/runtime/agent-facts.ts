import { hostname } from 'node:os';
import type { IdentityKeeper } from '../identity/identity-keeper';
import type { WorkloadCertificate } from '../identity/workload-certificate';
import type { ListenAddress } from '../proxy/listener';
import type { ProxyHandle } from '../proxy/start-proxy';
import type { MeshTls } from '../tls/mesh-tls';
import type { HelloFacts, StatusFacts } from '../uplink/uplink-options';
import { advertisedHost } from './advertised-host';
import type { AgentSettings } from './agent-settings';
import { AGENT_VERSION } from './agent-version';

/** What an agent knows of itself. */
interface Speaker {
  readonly settings: AgentSettings;
  readonly startedAtMs: number;
  readonly inbound: ListenAddress | undefined;
  readonly appReady: boolean;
  readonly ownPort: number | undefined;
  readonly state: StatusFacts['state'];
  readonly carriers: readonly Pick<ProxyHandle, 'gauges'>[];
  readonly identity: IdentityKeeper;
  readonly tls: MeshTls;
}

/** What an agent says of itself when it comes. */
export function helloFacts({ inbound, settings, startedAtMs }: Speaker): HelloFacts {
  const { advertise, agentId, identity, role, service } = settings;
  const address = inbound === undefined ? '' : (advertise ?? advertisedHost(inbound.host));
  return {
    agentId,
    agentVersion: AGENT_VERSION,
    hostname: hostname(),
    pid: process.pid,
    startedAtMs,
    role,
    identity: { ...identity, labels: { ...identity.labels } },
    services:
      service === undefined || inbound === undefined
        ? []
        : [{ ...service, address, targetPort: inbound.port }],
  };
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
    takesMutualTls: certificate !== undefined && tls.wantedMode !== 'DISABLE',
  };
}

function certificateFacts({ spiffeId, serialNumber, notBeforeMs, notAfterMs }: WorkloadCertificate) {
  return { spiffeId, serialNumber, notBeforeMs, notAfterMs };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
