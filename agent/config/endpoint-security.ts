import { chooseClientTls } from '../../lib/mesh/access/client-tls';
import { type PeerModes, peerModeOf, resolvePeerModes } from '../../lib/mesh/access/peer-authentication';
import type { ClientTls } from '../../lib/mesh/config/kinds/destination-rule';
import { resourceOf } from '../../lib/mesh/config/parse-resources';
import { createResourceSet } from '../../lib/mesh/config/resource-set';
import { spiffeIdOf } from '../../lib/mesh/identity/spiffe-id';
import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { Endpoint, MeshService, RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { MutualTlsClient } from '../tls/mutual-tls-client';
import type { UpstreamTls } from '../tls/upstream-tls';

/** Says how connections to an endpoint are secured; `rule` is what the DestinationRule has in `tls`, if anything. */
export type EndpointSecurity = (
  service: Pick<MeshService, 'host' | 'port'>,
  endpoint: Endpoint,
  rule: Pick<ClientTls, 'mode'> | undefined,
) => UpstreamTls | undefined;

/** Before there is anything to prove ourselves with, all is plain text. */
export const PLAIN_ENDPOINTS: EndpointSecurity = () => undefined;

/** Mutual TLS towards agents that take it, by the rules of one snapshot. */
export function createEndpointSecurity(
  snapshot: RegistrySnapshot,
  client: MutualTlsClient,
): EndpointSecurity {
  const { settings } = snapshot;
  const resources = createResourceSet(snapshot.resources.map((object, index) => resourceOf(object, index)));
  const modes = new Map<WorkloadIdentity, PeerModes>();
  const modesOf = (workload: WorkloadIdentity): PeerModes => {
    const known = modes.get(workload) ?? resolvePeerModes(resources, settings, workload);
    modes.set(workload, known);
    return known;
  };
  return (service, endpoint, rule) => {
    const { tlsMode, workload } = endpoint;
    if (workload === undefined) return undefined;
    const hasSidecar = tlsMode === 'istio' && client.localPrincipal !== undefined;
    const serverMode = peerModeOf(modesOf(workload), service.port).mode;
    if (chooseClientTls(rule, { autoMtls: settings.autoMtls, hasSidecar, serverMode }) !== 'mutual')
      return undefined;
    const domains = [settings.trustDomain, ...settings.trustDomainAliases];
    const principals = domains.flatMap((domain) => spiffeIdOf(workload, domain) ?? []);
    if (principals.length === 0) return undefined;
    const hostPort = endpoint.address.includes(':')
      ? `[${endpoint.address}]:${endpoint.port}`
      : `${endpoint.address}:${endpoint.port}`;
    const serverName = `outbound_.${service.port}_._.${service.host}`;
    return client.openTo({ hostPort, principals, serverName });
  };
}
