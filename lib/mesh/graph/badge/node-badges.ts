/** What configuration does with the traffic to a host, as badges. Specs are read as written; what is wrong with them is for rules. */
import type { ConfigObject } from '../../config/config-object';
import { isSubsetHost, isWildcardHost, resolveHost } from '../../config/host-name';
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
  /** Hosts it is about, wildcards among them, or `appKey`s. */
  keys: readonly string[];
  /** Versions it is about; every version where it names none. */
  versions?: readonly string[];
}

/** Reads a configuration once; what it gives is asked for every node, so rules are found by host. */
export function createFindBadges(objects: readonly ConfigObject[]): FindBadges {
  const exact = new Map<string, Rule[]>();
  const wildcards: { pattern: string; rule: Rule }[] = [];
  for (const rule of objects.flatMap(readRules))
    for (const key of new Set(rule.keys)) {
      const rules = exact.get(key);
      if (isWildcardHost(key)) wildcards.push({ pattern: key, rule });
      else if (rules === undefined) exact.set(key, [rule]);
      else rules.push(rule);
    }
  return (node) => {
    const found = new Set<GraphBadge>();
    const add = (rule: Rule): void => {
      if (isOfVersion(rule, node)) for (const badge of rule.badges) found.add(badge);
    };
    for (const host of node.hosts) {
      exact.get(host)?.forEach(add);
      for (const { pattern, rule } of wildcards) if (isSubsetHost(host, pattern)) add(rule);
    }
    exact.get(appKey(node.namespace, node.app))?.forEach(add);
    return found.size === 0 ? [] : GRAPH_BADGES.filter((badge) => found.has(badge));
  };
}

/** A node of all versions has what any of them has. */
function isOfVersion({ versions }: Rule, { version }: BadgedNode): boolean {
  return versions === undefined || version === '' || versions.includes('') || versions.includes(version);
}

/** No host looks like this: names of hosts hold no slash. */
function appKey(namespace: string, app: string): string {
  return `${namespace}/${app}`;
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

function readVirtualService(spec: VirtualServiceSpec, namespace: string): Rule[] {
  const { gateways, http, tcp, tls } = spec;
  const badges = new Set<GraphBadge>(['virtualService']);
  for (const route of http ?? []) addRouteBadges(route, badges);
  const connections = [...(tcp ?? []), ...(tls ?? [])];
  if (connections.some(({ route }) => (route ?? []).length > 1)) badges.add('tcpTrafficShifting');
  const routed = [...(http ?? []), ...connections].flatMap(({ route }) => route ?? []);
  const destinations = routed.flatMap(({ destination }) => destination?.host ?? []);
  // Names at a gateway (`*` often) are not those of services: only where it sends to is.
  const hosts = gateways === undefined || gateways.includes('mesh') ? (spec.hosts ?? []) : [];
  return [forHosts([...hosts, ...destinations], namespace, badges)];
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
  return versions.length === 0 ? [] : [{ badges, keys: [host], versions }];
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
  const versions = version === undefined ? {} : { versions: [version] };
  return [{ badges: new Set(['workloadEntry']), keys: [appKey(namespace, app)], ...versions }];
}

function forHosts(hosts: readonly string[], namespace: string, badges: ReadonlySet<GraphBadge>): Rule {
  const keys = hosts.map((host) => resolveHost(host, namespace).toLowerCase()).filter((host) => host !== '');
  return { badges, keys };
}
