import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { OwnPort } from '../../lib/mesh/routing/inbound/own-port';
import type { ServiceProtocol } from '../../lib/mesh/routing/routed-service';
import { mayBeHttp } from '../../lib/mesh/routing/services/port-protocol';
import { type ClusterSpec, DEFAULT_POLICY, plainEndpoint, type ServiceRef } from './cluster/cluster-spec';
import type { ListenAddress } from './listener';
import { joinHostPort } from './split-authority';

export interface OwnAppOptions {
  /** Where the app listens, as the proxy was told. */
  readonly app: ListenAddress;
  readonly service: ServiceRef;
  readonly protocol: NonNullable<ClusterSpec['protocol']>;
  readonly identity: WorkloadIdentity;
  /** What rules say of its port now. */
  readonly rules: () => OwnPort | undefined;
}

/** The app as the rules of now have it; the same object as long as they say the same. */
export function followOwnApp(options: OwnAppOptions): () => ClusterSpec {
  let known: { port: OwnPort | undefined; text: string; spec: ClusterSpec } | undefined;
  return () => {
    const port = options.rules();
    if (known !== undefined && known.port === port) return known.spec;
    const text = JSON.stringify(port ?? null);
    const spec = known !== undefined && known.text === text ? known.spec : composeApp(options, port);
    known = { port, text, spec };
    return spec;
  };
}

function composeApp(
  { app, identity, protocol, service }: OwnAppOptions,
  own: OwnPort | undefined,
): ClusterSpec {
  const { host, port } = appAddress(app, own);
  return {
    name: `inbound|${port}||`,
    service,
    endpoints: [plainEndpoint(host, port, nameAddress({ host, port }), identity)],
    policy: own === undefined ? DEFAULT_POLICY : { ...DEFAULT_POLICY, connections: own.connections },
    protocol: spokenTo(own?.protocol) ?? protocol,
  };
}

/** Where the app listens: what a Sidecar says goes before what the proxy was told. */
export function appAddress(app: ListenAddress, own: OwnPort | undefined): ListenAddress {
  const { endpoint } = own ?? {};
  return endpoint === undefined ? app : { host: endpoint.host || app.host, port: endpoint.port || app.port };
}

/** How an app's address is called in logs; a Unix socket has no port. */
export function nameAddress({ host, port }: ListenAddress): string {
  return host.startsWith('unix://') ? host : joinHostPort(host, port);
}

function spokenTo(protocol: ServiceProtocol | undefined): ClusterSpec['protocol'] {
  if (protocol === undefined || !mayBeHttp(protocol)) return undefined;
  if (protocol === 'auto') return 'client';
  return protocol === 'http' ? 'http1' : 'http2';
}
