import { isSubsetHost } from '../../config/host-name';
import { DESTINATION_RULE_SCHEMA, type DestinationRuleSpec } from '../../config/kinds/destination-rule';
import type { ConfigResource } from '../../config/resource';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { completeHost } from './hosts';
import { NAMESPACE_KINDS } from './namespaces';
import { scopesOf } from './visibility';

/** A DestinationRule with its host in full. */
export interface DestinationRuleEntry {
  resource: ConfigResource;
  namespace: string;
  host: string;
  scopes: ReadonlySet<string>;
  spec: DestinationRuleSpec;
  subsets: ReadonlySet<string>;
}

/** The DestinationRules of a cluster by host. */
export interface DestinationRules {
  readonly all: readonly DestinationRuleEntry[];
  /** Those for a host in full, wildcards among them. */
  forHost(host: string): readonly DestinationRuleEntry[];
}

/** What the index reads. */
export const DESTINATION_RULE_KINDS = ['DestinationRule', ...NAMESPACE_KINDS] as const;

/** Reads every DestinationRule once. */
export function destinationRules(snapshot: Snapshot): DestinationRules {
  const all = snapshot.list('DestinationRule').map((resource) => readEntry(resource, snapshot));
  const exact = new Map<string, DestinationRuleEntry[]>();
  for (const entry of all) exact.set(entry.host, [...(exact.get(entry.host) ?? []), entry]);
  const wildcards = all.filter(({ host }) => host.startsWith('*'));
  return {
    all,
    forHost: (host) => [
      ...(exact.get(host) ?? []),
      ...wildcards.filter((entry) => entry.host !== host && isSubsetHost(host, entry.host)),
    ],
  };
}

function readEntry(resource: ConfigResource, snapshot: Snapshot): DestinationRuleEntry {
  const namespace = namespaceOf(resource);
  const spec = readSpec(resource, DESTINATION_RULE_SCHEMA);
  return {
    resource,
    namespace,
    host: completeHost(spec.host ?? '', namespace, snapshot),
    scopes: scopesOf(spec.exportTo ?? snapshot.facts.defaultDestinationRuleExportTo, namespace),
    spec,
    subsets: new Set((spec.subsets ?? []).map(({ name = '' }) => name)),
  };
}
