import { isWildcardHost } from '../../config/host-name';
import type { Subset } from '../../config/kinds/destination-rule';
import { SERVICE_ENTRY_SCHEMA } from '../../config/kinds/service-entry';
import {
  DESTINATION_RULE_KINDS,
  type DestinationRuleEntry,
  destinationRules,
} from '../index/destination-rules';
import { HOST_KINDS, type HostEntry, hosts } from '../index/hosts';
import { formatLabels, hasLabels, isEmpty, type Labels } from '../index/label-index';
import { referencedSubsets } from '../index/referenced-subsets';
import { WORKLOAD_KINDS, type Workload, type Workloads, workloads } from '../index/workloads';
import { readSpec } from '../read/read-spec';
import type { Problem, Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const subsetWithoutWorkloads: Rule = {
  name: 'destination-rule/subset-without-workloads',
  codes: ['IST0173', 'KIA0203'],
  severity: 'error',
  inputs: [...DESTINATION_RULE_KINDS, ...HOST_KINDS, ...WORKLOAD_KINDS, 'Node', 'VirtualService'],
  why: 'Requests sent to a subset without workloads are answered with 503 UH: there is no healthy upstream.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
  check(snapshot, report) {
    const used = snapshot.use(referencedSubsets);
    for (const unserved of snapshot.use(unservedSubsets)) {
      const isUsed = used.has(`${unserved.entry.host}|${unserved.subset.name ?? ''}`);
      report(unserved.entry.resource, describe(unserved, isUsed));
    }
  },
};

/** A subset that nothing of its host serves. */
interface UnservedSubset {
  entry: DestinationRuleEntry;
  subset: Subset;
  index: number;
  services: readonly HostEntry[];
  /** Something else that has its labels. */
  anywhere: Workload | undefined;
}

/** Who refers to them is another question: a change of a VirtualService asks only that. */
function unservedSubsets(snapshot: Snapshot): UnservedSubset[] {
  return snapshot
    .use(destinationRules)
    .all.flatMap((entry) =>
      (entry.spec.subsets ?? []).flatMap((subset, index) =>
        isEmpty(subset.labels) ? [] : (findUnserved(snapshot, entry, subset, index) ?? []),
      ),
    );
}

function findUnserved(
  snapshot: Snapshot,
  entry: DestinationRuleEntry,
  subset: Subset,
  index: number,
): UnservedSubset | undefined {
  const { labels = {} } = subset;
  const services = snapshot.use(hosts).findAll(entry.host);
  if (services.length === 0) return undefined;
  const wanted = withoutTopology(labels);
  const endpoints = services.some((service) => endpointLabels(service).some((own) => hasLabels(own, wanted)));
  if (endpoints) return undefined;
  snapshot.use(nodeLabels);
  const [anywhere, served] = findServing(snapshot, services, labels);
  // Kiali takes a wildcard for anything that runs.
  if (served || (anywhere !== undefined && isWildcardHost(entry.host))) return undefined;
  return { entry, subset, index, services, anywhere };
}

function describe({ anywhere, entry, index, services, subset }: UnservedSubset, isUsed: boolean): Problem {
  const { labels = {}, name = '' } = subset;
  const shown = formatLabels(labels);
  return {
    path: `spec.subsets[${index}]`,
    codes: codesFor(anywhere !== undefined, isWildcardHost(entry.host)),
    severity: anywhere === undefined || isUsed ? 'error' : 'info',
    message:
      anywhere === undefined
        ? `Nothing runs with the labels ${shown} of subset "${name}"${isUsed ? ', which VirtualServices send requests to' : ''}`
        : `The labels ${shown} of subset "${name}" are those of ${anywhere.namespace}/${anywhere.name}, which is no part of "${entry.spec.host}"`,
    related: services.flatMap(({ resource }) => resource ?? []),
  };
}

function codesFor(isAnywhere: boolean, isWildcard: boolean): string[] {
  return [...(isAnywhere ? [] : ['IST0173']), ...(isWildcard ? [] : ['KIA0203'])];
}

/** Something with the labels at all, and whether any of that belongs to the service. */
function findServing(
  snapshot: Snapshot,
  services: readonly HostEntry[],
  labels: Labels,
): [anywhere: Workload | undefined, served: boolean] {
  const wanted = withoutTopology(labels);
  const isTopology = Object.keys(wanted).length < Object.keys(labels).length;
  const find = isTopology ? findLocated(snapshot, labels) : snapshot.use(workloads).find;
  const selectors = services.flatMap(({ selector = {}, namespace }) =>
    isEmpty(selector) ? [] : [{ selector, namespace }],
  );
  const served = selectors.some(
    ({ selector, namespace }) =>
      isCompatible(selector, wanted) && find({ ...wanted, ...selector }, namespace) !== undefined,
  );
  if (served) return [undefined, true];
  const anywhere = find(wanted);
  // What only agents told of shows no selector.
  const isTold = services.some(({ resource }) => resource === undefined);
  return [anywhere, anywhere !== undefined && isTold && selectors.length === 0];
}

function isCompatible(a: Labels, b: Labels): boolean {
  return Object.entries(a).every(([name, value]) => (b[name] ?? value) === value);
}

/** Finds what runs on nodes that stand where the labels say. */
function findLocated(snapshot: Snapshot, labels: Labels): Workloads['find'] {
  const located = snapshot.use(nodeLabels);
  const places = Object.fromEntries(Object.entries(decidable(labels)).filter(([name]) => isPlace(name)));
  const isThere = ({ spec, labels: own }: Workload) =>
    hasLabels({ ...own, ...located.get(spec.nodeName ?? '') }, places);
  return (wanted, namespace) => snapshot.use(workloads).select(wanted, namespace).find(isThere);
}

const HOSTNAME = 'kubernetes.io/hostname';

function isPlace(label: string): boolean {
  return label === HOSTNAME || label.startsWith('topology.');
}

/** Where a node stands becomes a label of everything on it. */
function nodeLabels(snapshot: Snapshot): ReadonlyMap<string, Labels> {
  return new Map(
    snapshot.list('Node').map(({ metadata }) => [
      metadata.name,
      {
        ...Object.fromEntries(Object.entries(metadata.labels).filter(([name]) => isPlace(name))),
        [HOSTNAME]: metadata.name,
      },
    ]),
  );
}

function withoutTopology(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !isPlace(name)));
}

/** Cluster and network are labels that Istio adds and no object shows. */
function decidable(labels: Labels): Labels {
  const added = ['topology.istio.io/cluster', 'topology.istio.io/network'];
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !added.includes(name)));
}

function endpointLabels({ resource }: HostEntry): Labels[] {
  if (resource?.kind !== 'ServiceEntry') return [];
  const { endpoints = [] } = readSpec(resource, SERVICE_ENTRY_SCHEMA);
  return endpoints.map(({ labels = {} }) => labels);
}
