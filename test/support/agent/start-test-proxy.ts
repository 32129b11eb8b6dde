import { buildRoutingTable } from '@/agent/config/build-routing-table';
import type { EndpointSecurity } from '@/agent/config/endpoint-security';
import { createIdentityPool } from '@/agent/config/identity-pool';
import { FIRST_SNAPSHOT } from '@/agent/config/mesh-config';
import { type Endpoint, plainEndpoint } from '@/agent/proxy/cluster/cluster-spec';
import type { RoutingTable } from '@/agent/proxy/routing-table';
import { type ProxyHandle, type ProxyOptions, startProxy } from '@/agent/proxy/start-proxy';
import type { ExchangeRecord, TunnelRecord } from '@/agent/telemetry/exchange-record';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import type { MeshSettings } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { WorkloadIdentity } from '@/lib/mesh/identity/workload-identity';
import type { MeshService } from '@/lib/mesh/registry/service';
import { waitFor } from './wait-for';

export interface TunnelTotals {
  record: TunnelRecord;
  received: number;
  sent: number;
  isClosed: boolean;
}

export interface TestProxy {
  handle: ProxyHandle;
  records: ExchangeRecord[];
  tunnels: TunnelTotals[];
  inboundPort: number;
  outboundPort: number;
  /** Waits for the record with this index. */
  record(index: number): Promise<ExchangeRecord>;
}

/** A proxy on free ports that keeps what it reports. */
export async function startTestProxy(
  options: Partial<ProxyOptions> & { appPort?: number } = {},
): Promise<TestProxy> {
  const records: ExchangeRecord[] = [];
  const tunnels: TunnelTotals[] = [];
  const totalsOf = (tunnel: TunnelRecord) => tunnels.find(({ record }) => record === tunnel);
  const inbound =
    options.appPort === undefined
      ? undefined
      : {
          listen: { host: '127.0.0.1', port: 0 },
          app: { host: '127.0.0.1', port: options.appPort },
          service: {
            host: 'reviews.default.svc.cluster.local',
            name: 'reviews',
            namespace: 'default',
            port: 9080,
          },
        };
  const handle = await startProxy({
    inbound,
    outbound: { host: '127.0.0.1', port: 0 },
    routingTable: compileMesh({}),
    identity: describeWorkload({ name: 'reviews', version: 'v1' }),
    instance: 'reviews-v1-0',
    sampler: () => true,
    recorder: {
      record: (exchange) => records.push(exchange),
      openTunnel: (record) => tunnels.push({ record, received: 0, sent: 0, isClosed: false }),
      addTunnelBytes: (tunnel, received, sent) => {
        const totals = totalsOf(tunnel);
        if (totals === undefined) return;
        totals.received += received;
        totals.sent += sent;
      },
      closeTunnel: (tunnel) => {
        const totals = totalsOf(tunnel);
        if (totals !== undefined) totals.isClosed = true;
      },
    },
    ...options,
  });
  return {
    handle,
    records,
    tunnels,
    inboundPort: handle.inbound?.port ?? 0,
    outboundPort: handle.outbound?.port ?? 0,
    record: async (index) => {
      await waitFor(
        () => records.length > index,
        () => `exchange record ${index}`,
      );
      return records[index] as ExchangeRecord;
    },
  };
}

export function createEndpoint(port: number, workload?: WorkloadIdentity): Endpoint {
  return plainEndpoint('127.0.0.1', port, `127.0.0.1:${port}`, workload);
}

export interface TestMesh {
  services?: readonly MeshService[];
  /** Istio's objects. */
  yaml?: string;
  settings?: Partial<MeshSettings>;
  kind?: 'sidecar' | 'gateway';
  labels?: Readonly<Record<string, string>>;
  security?: EndpointSecurity;
}

/** What a proxy of namespace `default` asks in a mesh of these services and rules. */
export function compileMesh({ kind, labels, security, services, settings, yaml }: TestMesh): RoutingTable {
  const { problems, resources } = parseResources(yaml ?? '', 'test.yaml');
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const snapshot = {
    ...FIRST_SNAPSHOT,
    services: services ?? [],
    resources: resources.map(toConfigObject),
    settings: { ...FIRST_SNAPSHOT.settings, ...settings },
  };
  const proxy = { kind: kind ?? 'sidecar', namespace: 'default', labels: labels ?? {}, addresses: [] };
  return { routes: buildRoutingTable(snapshot, proxy, createIdentityPool(), security) };
}

/** A service of namespace `default`. */
export function createService(name: string, port: number, endpoints: readonly Endpoint[]): MeshService {
  return {
    host: `${name}.default.svc.cluster.local`,
    name,
    namespace: 'default',
    port,
    protocol: 'http',
    location: 'MESH_INTERNAL',
    endpoints: endpoints.map((endpoint) => ({
      address: endpoint.address,
      port: endpoint.port,
      ...(endpoint.workload === undefined ? {} : { workload: endpoint.workload }),
    })),
  };
}

/** A mesh with one service, `reviews:9080`, and rules for it. */
export function createTable(endpoints: readonly Endpoint[], yaml = ''): RoutingTable {
  return compileMesh({
    services: [createService('reviews', 9080, endpoints)],
    yaml,
    security: (_, { address, port }) =>
      endpoints.find((endpoint) => endpoint.address === address && endpoint.port === port)?.tls,
  });
}
