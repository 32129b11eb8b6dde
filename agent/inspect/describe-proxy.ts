import { PROXY_VIEW_LIMITS, type ProxyView } from '../../lib/protocol/ingest/proxy-view';
import type { MeshConfig } from '../config/mesh-config';
import type { IdentityKeeper } from '../identity/identity-keeper';
import type { ProxyHandle } from '../proxy/start-proxy';
import { listCertificates } from './describe-certificates';
import { describeClusterPolicies } from './describe-cluster-policies';
import { describeClusters } from './describe-clusters';
import { describeListeners, type Listening } from './describe-listeners';
import { describeRoutes } from './describe-routes';

/** The parts of an agent that hold something to tell. */
interface Inspected extends Listening {
  readonly config: MeshConfig;
  readonly identity: IdentityKeeper;
  readonly carriers: readonly Pick<ProxyHandle, 'listClusters'>[];
}

/** What this agent's proxy holds now, within the bounds of one message. */
export function describeProxy(agent: Inspected): ProxyView {
  const { routes, snapshot } = agent.config;
  const specs = [...routes.clusters.values()];
  const atWork = agent.carriers.flatMap((carrier) => carrier.listClusters());
  const listeners = describeListeners(agent);
  const rules = describeRoutes(routes.table, snapshot.resources);
  const clusters = describeClusterPolicies(specs, atWork);
  const endpoints = describeClusters(specs, atWork).flatMap(({ endpoint, line: _, ...facts }) =>
    endpoint === null ? [] : [{ ...facts, address: endpoint }],
  );
  const certificates = listCertificates(agent.identity);
  const most = PROXY_VIEW_LIMITS;
  return {
    revision: snapshot.revision,
    listeners: listeners.slice(0, most.listeners),
    routes: rules.slice(0, most.routes),
    clusters: clusters.slice(0, most.clusters),
    endpoints: endpoints.slice(0, most.endpoints),
    certificates: certificates.slice(0, most.certificates),
    left: {
      listeners: Math.max(0, listeners.length - most.listeners),
      routes: Math.max(0, rules.length - most.routes),
      clusters: Math.max(0, clusters.length - most.clusters),
      endpoints: Math.max(0, endpoints.length - most.endpoints),
      certificates: Math.max(0, certificates.length - most.certificates),
    },
  };
}
