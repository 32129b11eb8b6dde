import { compareHostSpecificity, isSubsetHost, isWildcardHost, resolveHost } from '../../config/host-name';
import type { DestinationRuleSpec, Subset, TrafficPolicy } from '../../config/kinds/destination-rule';
import type { MeshSettings } from '../../config/mesh-settings';
import { type ConfigResource, type ResourceReference, referenceOf } from '../../config/resource';
import type { ResourceSet } from '../../config/resource-set';
import { hostDomain } from '../host-domain';
import type { RoutingProxy } from '../routing-proxy';
import { isSubset } from '../services/workload-instance';

/** What the DestinationRules of one namespace say of one host, taken together. */
export interface DestinationPolicy {
  host: string;
  namespace: string;
  trafficPolicy: TrafficPolicy | undefined;
  subsets: ReadonlyMap<string, Subset>;
  exportTo: ReadonlySet<string>;
  /** Undefined is for every proxy. */
  workloadSelector: Readonly<Record<string, string>> | undefined;
  origins: readonly ResourceReference[];
}

/** DestinationRules, ready to be looked up from the view of a proxy. */
export interface DestinationRuleIndex {
  /**
   * The rule for a service: of the proxy's namespace, else of the service's, else of the root namespace; the first of
   * these with a match is used alone, and in it the most specific host.
   */
  find(service: { host: string; namespace: string }, proxy: RoutingProxy): DestinationPolicy | undefined;
}

/** Merges the rules of each host and namespace: the oldest traffic policy and the oldest subset of a name stay. */
export function indexDestinationRules(resources: ResourceSet, settings: MeshSettings): DestinationRuleIndex {
  const byNamespace = new Map<string, NamespaceRules>();
  for (const resource of resources.list('DestinationRule')) {
    const policy = readPolicy(resource, settings);
    const rules = byNamespace.get(policy.namespace) ?? { exact: new Map(), wildcards: [] };
    byNamespace.set(policy.namespace, rules);
    insert(rules, policy);
  }
  for (const { wildcards } of byNamespace.values()) {
    wildcards.sort((a, b) => compareHostSpecificity(a.host, b.host));
  }
  return { find: (service, proxy) => findPolicy(byNamespace, settings, service, proxy) };
}

interface NamespaceRules {
  /** The policies of a host: one for everybody, and one for each workload selector. */
  exact: Map<string, DestinationPolicy[]>;
  wildcards: DestinationPolicy[];
}

function readPolicy(resource: ConfigResource, settings: MeshSettings): DestinationPolicy {
  const spec = resource.spec as DestinationRuleSpec;
  const { namespace } = resource.metadata;
  const selector = spec.workloadSelector?.matchLabels;
  return {
    host: resolveHost(spec.host ?? '', namespace, hostDomain(settings)).toLowerCase(),
    namespace,
    trafficPolicy: spec.trafficPolicy,
    subsets: new Map((spec.subsets ?? []).toReversed().map((subset) => [subset.name ?? '', subset])),
    exportTo: new Set(selector === undefined ? (spec.exportTo ?? []) : ['.']),
    workloadSelector: selector,
    origins: [referenceOf(resource)],
  };
}

function insert(rules: NamespaceRules, policy: DestinationPolicy): void {
  const list = isWildcardHost(policy.host) ? rules.wildcards : (rules.exact.get(policy.host) ?? []);
  if (list !== rules.wildcards) rules.exact.set(policy.host, list);
  const at = list.findIndex((known) => known.host === policy.host && sameSelector(known, policy));
  const known = list[at];
  if (known === undefined) list.push(policy);
  else list[at] = mergePolicies(known, policy);
}

function sameSelector(a: DestinationPolicy, b: DestinationPolicy): boolean {
  const left = a.workloadSelector;
  const right = b.workloadSelector;
  if (left === undefined || right === undefined) return left === right;
  return isSubset(left, right) && isSubset(right, left);
}

function mergePolicies(older: DestinationPolicy, younger: DestinationPolicy): DestinationPolicy {
  return {
    ...older,
    trafficPolicy: older.trafficPolicy ?? younger.trafficPolicy,
    subsets: new Map([...younger.subsets, ...older.subsets]),
    origins: [...older.origins, ...younger.origins],
  };
}

function findPolicy(
  byNamespace: ReadonlyMap<string, NamespaceRules>,
  { rootNamespace }: MeshSettings,
  service: { host: string; namespace: string },
  proxy: RoutingProxy,
): DestinationPolicy | undefined {
  const own = byNamespace.get(proxy.namespace);
  const isRootProxy = proxy.namespace === rootNamespace;
  return (
    mostSpecific(own, service.host, proxy, (policy) =>
      isRootProxy ? isPrivate(policy) : isForOwn(policy),
    ) ??
    mostSpecific(byNamespace.get(service.namespace), service.host, proxy, (policy) =>
      isExported(policy, proxy.namespace),
    ) ??
    mostSpecific(byNamespace.get(rootNamespace), service.host, proxy, (policy) =>
      isExported(policy, proxy.namespace),
    )
  );
}

function mostSpecific(
  rules: NamespaceRules | undefined,
  host: string,
  proxy: RoutingProxy,
  isVisible: (policy: DestinationPolicy) => boolean,
): DestinationPolicy | undefined {
  if (rules === undefined) return undefined;
  const exact = pick(rules.exact.get(host)?.filter(isVisible) ?? [], proxy);
  if (exact !== undefined) return exact;
  const matching = rules.wildcards.filter((policy) => isSubsetHost(host, policy.host) && isVisible(policy));
  const best = matching[0];
  return best === undefined
    ? undefined
    : pick(
        matching.filter((policy) => policy.host === best.host),
        proxy,
      );
}

/** A rule that selects the proxy's workload goes before the one for everybody. */
function pick(policies: readonly DestinationPolicy[], proxy: RoutingProxy): DestinationPolicy | undefined {
  const selecting = policies.find(
    ({ workloadSelector, namespace }) =>
      workloadSelector !== undefined &&
      namespace === proxy.namespace &&
      isSubset(workloadSelector, proxy.labels),
  );
  return selecting ?? policies.find(({ workloadSelector }) => workloadSelector === undefined);
}

function isForOwn({ exportTo, namespace }: DestinationPolicy): boolean {
  return exportTo.size === 0 || exportTo.has('*') || exportTo.has('.') || exportTo.has(namespace);
}

function isPrivate({ exportTo, namespace }: DestinationPolicy): boolean {
  return exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace));
}

function isExported(policy: DestinationPolicy, toNamespace: string): boolean {
  const { exportTo, namespace } = policy;
  if (exportTo.size === 0 || exportTo.has('*') || exportTo.has(toNamespace)) return !isPrivate(policy);
  return exportTo.has('.') && namespace === toNamespace && !isPrivate(policy);
}
