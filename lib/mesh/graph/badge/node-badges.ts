/**
 * What configuration does with the traffic to a host, as badges. A VirtualService or a route that is bound to gateways
 * alone still counts: its host is behind it. Whole specs are read as they are written; what rules find wrong is theirs.
 */
import type { ConfigObject } from '../../config/config-object';
import { isSubsetHost, resolveHost } from '../../config/host-name';
import type { DestinationRuleSpec, TrafficPolicy } from '../../config/kinds/destination-rule';
import type { HttpRouteSpec } from '../../config/kinds/http-route';
import type { WorkloadEntrySpec } from '../../config/kinds/service-entry';
import type { HttpRoute, VirtualServiceSpec } from '../../config/kinds/virtual-service';
import { GRAPH_BADGES, type GraphBadge } from '../graph-badge';

/** What a node is known by. */
export interface BadgedNode {
  namespace: string;
  app: string;
  version: string;
  /** Hosts in front of it, or its own. */
  hosts: readonly string[];
}

/** The badges of a node, in the order of `GRAPH_BADGES`. */
export type FindBadges = (node: BadgedNode) => readonly GraphBadge[];

interface Rule {
  badges: ReadonlySet<GraphBadge>;
  applies(node: BadgedNode): boolean;
}

/** Reads a configuration once; what it gives is asked for every node. */
export function createFindBadges(objects: readonly ConfigObject[]): FindBadges {
  const rules = objects.flatMap(readRules).filter(({ badges }) => badges.size > 0);
  return (node) => {
    if (rules.length === 0) return [];
    const found = new Set(rules.filter((rule) => rule.applies(node)).flatMap(({ badges }) => [...badges]));
    return GRAPH_BADGES.filter((badge) => found.has(badge));
  };
}

function readRules(object: ConfigObject): Rule[] {
  const namespace = object.metadata.namespace ?? '';
  const spec = object.spec ?? {};
  switch (object.kind) {
    case 'VirtualService':
      return readVirtualService(spec as VirtualServiceSpec, namespace);
    case 'DestinationRule':
      return readDestinationRule(spec as DestinationRuleSpec, namespace);
    case 'HTTPRoute':
      return readHttpRoute(spec as HttpRouteSpec, namespace);
    case 'WorkloadEntry':
      return readWorkloadEntry(spec as WorkloadEntrySpec, namespace);
    default:
      return [];
  }
}

function readVirtualService({ hosts, http, tcp, tls }: VirtualServiceSpec, namespace: string): Rule[] {
  const badges = new Set<GraphBadge>(['virtualService']);
  for (const route of http ?? []) addRouteBadges(route, badges);
  const connections = [...(tcp ?? []), ...(tls ?? [])];
  if (connections.some(({ route }) => (route ?? []).length > 1)) badges.add('tcpTrafficShifting');
  const routed = [...(http ?? []), ...connections].flatMap(({ route }) => route ?? []);
  const destinations = routed.flatMap(({ destination }) => destination?.host ?? []);
  return [forHosts([...(hosts ?? []), ...destinations], namespace, badges)];
}

function addRouteBadges(
  { match, timeout, fault, mirror, mirrors, route }: HttpRoute,
  badges: Set<GraphBadge>,
): void {
  if ((match ?? []).length > 0) badges.add('requestRouting');
  if (timeout !== undefined) badges.add('requestTimeout');
  if (fault !== undefined) badges.add('faultInjection');
  if (mirror !== undefined || (mirrors ?? []).length > 0) badges.add('mirroring');
  if ((route ?? []).length > 1) badges.add('trafficShifting');
}

function readHttpRoute({ parentRefs, rules }: HttpRouteSpec, namespace: string): Rule[] {
  const badges = new Set<GraphBadge>(['virtualService']);
  for (const rule of rules ?? []) addRuleBadges(rule, badges);
  const parents = (parentRefs ?? []).filter(({ kind }) => kind === 'Service');
  const backends = (rules ?? []).flatMap(({ backendRefs }) => backendRefs ?? []);
  const hosts = [...parents, ...backends].flatMap((ref) =>
    ref.name === undefined ? [] : resolveHost(ref.name, ref.namespace ?? namespace),
  );
  return [forHosts(hosts, namespace, badges)];
}

function addRuleBadges(rule: NonNullable<HttpRouteSpec['rules']>[number], badges: Set<GraphBadge>): void {
  const { matches, timeouts, filters, backendRefs } = rule;
  if ((matches ?? []).length > 0) badges.add('requestRouting');
  if (timeouts?.request !== undefined) badges.add('requestTimeout');
  if ((filters ?? []).some(({ type }) => type === 'RequestMirror')) badges.add('mirroring');
  if ((backendRefs ?? []).length > 1) badges.add('trafficShifting');
}

/** A breaker of a subset alone guards the version that the subset selects. */
function readDestinationRule(spec: DestinationRuleSpec, namespace: string): Rule[] {
  const host = resolveHost(spec.host ?? '', namespace);
  const badges = new Set<GraphBadge>(['circuitBreaker']);
  if (breaks(spec.trafficPolicy)) return [forHosts([host], namespace, badges)];
  const versions = (spec.subsets ?? []).flatMap((subset) =>
    breaks(subset.trafficPolicy) ? (subset.labels?.version ?? '') : [],
  );
  if (versions.length === 0) return [];
  const applies = (node: BadgedNode): boolean =>
    node.hosts.some((known) => isSubsetHost(known, host)) &&
    (node.version === '' || versions.includes('') || versions.includes(node.version));
  return [{ badges, applies }];
}

function breaks(policy: TrafficPolicy | undefined): boolean {
  if (policy?.connectionPool !== undefined || policy?.outlierDetection !== undefined) return true;
  return (policy?.portLevelSettings ?? []).some(
    (port) => port.connectionPool !== undefined || port.outlierDetection !== undefined,
  );
}

function readWorkloadEntry({ labels }: WorkloadEntrySpec, namespace: string): Rule[] {
  const { app, version } = labels ?? {};
  if (app === undefined) return [];
  const applies = (node: BadgedNode): boolean =>
    node.namespace === namespace && node.app === app && (version === undefined || node.version === version);
  return [{ badges: new Set(['workloadEntry']), applies }];
}

function forHosts(hosts: readonly string[], namespace: string, badges: ReadonlySet<GraphBadge>): Rule {
  const wanted = [...new Set(hosts.map((host) => resolveHost(host, namespace)))].filter(
    (host) => host !== '',
  );
  return {
    badges,
    applies: (node) => node.hosts.some((host) => wanted.some((pattern) => isSubsetHost(host, pattern))),
  };
}
