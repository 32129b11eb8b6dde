import {
  DEFAULT_TRAFFIC_POLICY,
  type Destination,
  type Endpoint,
  type RoutingTable,
  type TrafficPolicy,
} from '@/agent/proxy/routing-table';
import { type ProxyHandle, type ProxyOptions, startProxy } from '@/agent/proxy/start-proxy';
import type { ExchangeRecord, TunnelRecord } from '@/agent/telemetry/exchange-record';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import type { WorkloadIdentity } from '@/lib/mesh/identity/workload-identity';
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
    routingTable: { findDestination: () => 'passthrough' },
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
  return { address: '127.0.0.1', port, hostPort: `127.0.0.1:${port}`, workload };
}

/** A mesh with one service, `reviews:9080`. */
export function createTable(
  endpoints: readonly Endpoint[],
  policy: Partial<TrafficPolicy> = {},
): RoutingTable {
  const host = 'reviews.default.svc.cluster.local';
  const destination: Destination = {
    service: { host, name: 'reviews', namespace: 'default', port: 9080 },
    cluster: `outbound|9080||${host}`,
    routeName: 'default',
    endpoints,
    policy: { ...DEFAULT_TRAFFIC_POLICY, ...policy },
  };
  return {
    findDestination: (name, port) =>
      ['reviews', host].includes(name) && port === 9080 ? destination : 'passthrough',
  };
}
