import { chooseClientTls } from '../../lib/mesh/access/client-tls';
import { type PeerModes, peerModeOf, resolvePeerModes } from '../../lib/mesh/access/peer-authentication';
import { resourceOf } from '../../lib/mesh/config/resource-of';
import { createResourceSet } from '../../lib/mesh/config/resource-set';
import { spiffeIdOf } from '../../lib/mesh/identity/spiffe-id';
import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { Endpoint, MeshService, RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { ClientTlsPlan } from '../../lib/mesh/routing/effective-traffic-policy';
import { joinHostPort } from '../proxy/split-authority';
import { createCredentialSource } from '../tls/credential';
import type { MutualTlsClient } from '../tls/mutual-tls-client';
import { originateTls } from '../tls/tls-origination';
import type { UpstreamTls } from '../tls/upstream-tls';

/** Says how connections to an endpoint are secured; `plan` is what the DestinationRules have in `tls`. */
export type EndpointSecurity = (
  service: Pick<MeshService, 'host' | 'port'>,
  endpoint: Endpoint,
  plan: ClientTlsPlan,
) => UpstreamTls | undefined;

/** Before there is anything to prove ourselves with, all is plain text. */
export const PLAIN_ENDPOINTS: EndpointSecurity = () => undefined;

/** Mutual TLS towards agents that take it, by the rules of one snapshot. */
export function createEndpointSecurity(
  snapshot: RegistrySnapshot,
  client: MutualTlsClient,
  ownNamespace: string,
): EndpointSecurity {
  const { settings } = snapshot;
  const resources = createResourceSet(snapshot.resources.map((object, index) => resourceOf(object, index)));
  const modes = new Map<WorkloadIdentity, PeerModes>();
  const modesOf = (workload: WorkloadIdentity): PeerModes => {
    const known = modes.get(workload) ?? resolvePeerModes(resources, settings, workload);
    modes.set(workload, known);
    return known;
  };
  const credentials = createCredentialSource(snapshot.resources);
  const domains = [settings.trustDomain, ...settings.trustDomainAliases];
  return (service, endpoint, plan) => {
    const { tlsMode, workload } = endpoint;
    const hostPort = joinHostPort(endpoint.address, endpoint.port);
    const hasSidecar = tlsMode === 'istio' && client.localPrincipal !== undefined;
    const serverMode =
      workload === undefined ? 'PERMISSIVE' : peerModeOf(modesOf(workload), service.port).mode;
    const rule = plan.mode === 'auto' ? undefined : { mode: plan.mode };
    const choice = chooseClientTls(rule, { autoMtls: settings.autoMtls, hasSidecar, serverMode });
    if (choice === 'plain') return undefined;
    if (choice === 'origination') {
      return originateTls(plan, { hostPort, host: service.host, namespace: ownNamespace }, credentials);
    }
    // An endpoint without an identity can prove none: every handshake with it fails, and nothing is sent.
    const principals =
      workload === undefined ? [] : domains.flatMap((one) => spiffeIdOf(workload, one) ?? []);
    const serverName = `outbound_.${service.port}_._.${service.host}`;
    return client.openTo({ hostPort, principals, serverName });
  };
}
