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

/**
 * Merges the rules of each host and namespace, as far as they are for the same viewers and workloads: the oldest traffic
 * policy and the oldest subset of a name stay.
 */
export function indexDestinationRules(resources: ResourceSet, settings: MeshSettings): DestinationRuleIndex {
  const byNamespace = new Map<string, NamespaceRules>();
  for (const resource of resources.list('DestinationRule')) {
    const policy = readPolicy(resource, settings);
    const { namespace } = policy;
    const rules = byNamespace.get(namespace) ?? { own: noRules(), exported: noRules(), hidden: noRules() };
    byNamespace.set(namespace, rules);
    if (isForOwn(policy)) insert(rules.own, policy);
    insert(isPrivate(policy) ? rules.hidden : rules.exported, policy);
  }
  return { find: (service, proxy) => findPolicy(byNamespace, settings, service, proxy) };
}

/** By host, in order of precedence; wildcards are few and looked at one by one. */
interface HostRules {
  readonly exact: Map<string, DestinationPolicy[]>;
  readonly wildcards: Map<string, DestinationPolicy[]>;
}

interface NamespaceRules {
  /** What proxies of the namespace itself look at, private or not. */
  own: HostRules;
  /** What others may look at. */
  exported: HostRules;
  /** What is private. */
  hidden: HostRules;
}

const noRules = (): HostRules => ({ exact: new Map(), wildcards: new Map() });

function readPolicy(resource: ConfigResource, settings: MeshSettings): DestinationPolicy {
  const spec = resource.spec as DestinationRuleSpec;
  const { namespace } = resource.metadata;
  const selector = spec.workloadSelector?.matchLabels;
  return {
    host: resolveHost(spec.host ?? '', namespace, hostDomain(settings)).toLowerCase(),
    namespace,
    trafficPolicy: spec.trafficPolicy,
    subsets: new Map((spec.subsets ?? []).toReversed().map((subset) => [subset.name ?? '', subset])),
    exportTo: new Set(selector === undefined ? exportedTo(spec, settings) : ['.']),
    workloadSelector: selector,
    origins: [referenceOf(resource)],
  };
}

/** Who sees a rule; what the mesh says counts where the rule says nothing. */
export function exportedTo(
  { exportTo = [] }: Pick<DestinationRuleSpec, 'exportTo'>,
  { defaults }: Pick<MeshSettings, 'defaults'>,
): readonly string[] {
  return exportTo.length === 0 ? (defaults?.defaultDestinationRuleExportTo ?? []) : exportTo;
}

/**
 * A rule is merged into each earlier one of its host that no others may see and that is for the same workloads, or one of
 * both for all; it stands by itself beside them unless one is for the very same.
 */
function insert({ exact, wildcards }: HostRules, policy: DestinationPolicy): void {
  const rules = isWildcardHost(policy.host) ? wildcards : exact;
  const list = rules.get(policy.host) ?? [];
  let isSeparate = true;
  for (const [at, known] of list.entries()) {
    const isSeenAlike = isSameSet(policy.exportTo, known.exportTo);
    const isWider = known.exportTo.size > 0 && includesAll(policy.exportTo, known.exportTo);
    const hasBoth = known.workloadSelector !== undefined && policy.workloadSelector !== undefined;
    const isForSame = sameSelector(known, policy);
    if ((!isSeenAlike && !isWider) || (hasBoth && !isForSame)) continue;
    if (isSeenAlike && isForSame) isSeparate = false;
    list[at] = mergePolicies(known, policy);
  }
  if (isSeparate) list.push(policy);
  rules.set(policy.host, list);
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && includesAll(a, b);
}

function includesAll(all: ReadonlySet<string>, some: ReadonlySet<string>): boolean {
  return [...some].every((one) => all.has(one));
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
  const isVisible = ({ exportTo }: DestinationPolicy): boolean =>
    exportTo.size === 0 || exportTo.has('*') || exportTo.has(proxy.namespace);
  const all = (): boolean => true;
  return (
    pick(proxy.namespace === rootNamespace ? own?.hidden : own?.own, service.host, proxy, all) ??
    pick(byNamespace.get(service.namespace)?.exported, service.host, proxy, isVisible) ??
    pick(byNamespace.get(rootNamespace)?.exported, service.host, proxy, isVisible)
  );
}

/** Of the rules for the most specific host: one that selects the proxy's workload, else the last of those for everybody. */
function pick(
  rules: HostRules | undefined,
  host: string,
  proxy: RoutingProxy,
  isVisible: (policy: DestinationPolicy) => boolean,
): DestinationPolicy | undefined {
  if (rules === undefined) return undefined;
  const policies = mostSpecific(rules, host).filter(isVisible);
  const selecting = policies.find(
    ({ workloadSelector, namespace }) =>
      workloadSelector !== undefined &&
      namespace === proxy.namespace &&
      isSubset(workloadSelector, proxy.labels),
  );
  return selecting ?? policies.findLast(({ workloadSelector }) => workloadSelector === undefined);
}

function mostSpecific({ exact, wildcards }: HostRules, host: string): readonly DestinationPolicy[] {
  const known = exact.get(host);
  if (known !== undefined) return known;
  const [best] = [...wildcards.keys()]
    .filter((wildcard) => isSubsetHost(host, wildcard))
    .sort(compareHostSpecificity);
  return best === undefined ? [] : (wildcards.get(best) ?? []);
}

function isForOwn({ exportTo, namespace }: DestinationPolicy): boolean {
  return exportTo.size === 0 || exportTo.has('*') || exportTo.has('.') || exportTo.has(namespace);
}

function isPrivate({ exportTo, namespace }: DestinationPolicy): boolean {
  return exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace));
}
