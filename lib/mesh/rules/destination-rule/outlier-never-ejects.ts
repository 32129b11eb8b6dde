import {
  DESTINATION_RULE_SCHEMA,
  type DestinationRuleSpec,
  type OutlierDetection,
  type TrafficPolicy,
} from '../../config/kinds/destination-rule';
import { countHosts } from '../index/count-hosts';
import { completeHost, HOST_KINDS } from '../index/hosts';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { WORKLOAD_KINDS } from '../index/workloads';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

/** Envoy's, and Istio's. */
const DEFAULT_PERCENT = 10;

export const outlierNeverEjects: Rule = {
  name: 'destination-rule/outlier-never-ejects',
  codes: [],
  severity: 'warning',
  inputs: ['DestinationRule', ...HOST_KINDS, ...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'A host is taken out only while the share of those that are out stays within maxEjectionPercent: here one alone is more.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection',
  check(snapshot, report) {
    for (const resource of snapshot.list('DestinationRule')) {
      const spec = readSpec(resource, DESTINATION_RULE_SCHEMA);
      const host = completeHost(spec.host ?? '', namespaceOf(resource), snapshot);
      for (const { outlier, path, labels, where } of outlierBlocks(spec)) {
        const count = countHosts(snapshot, host, namespaceOf(resource), labels);
        const percent = outlier.maxEjectionPercent ?? DEFAULT_PERCENT;
        if (count === undefined || count === 0 || percent * count >= 100) continue;
        const enough = Math.ceil(100 / count);
        report(resource, {
          path,
          message: `With ${count} ${count === 1 ? 'instance' : 'instances'} of "${spec.host}"${where} and at most ${percent} % out, no instance is ever taken out`,
          // The only instance there is had better stay.
          fix:
            count === 1
              ? undefined
              : {
                  title: `Let ${enough} % out, which is one of ${count}`,
                  edits: [{ path: `${path}.maxEjectionPercent`, value: enough }],
                },
        });
      }
    }
  },
};

interface OutlierBlock {
  outlier: OutlierDetection;
  path: string;
  labels: Readonly<Record<string, string>>;
  where: string;
}

function outlierBlocks({ trafficPolicy, subsets = [] }: DestinationRuleSpec): OutlierBlock[] {
  return [
    ...blocksOf(trafficPolicy, 'spec.trafficPolicy', {}, ''),
    ...subsets.flatMap(({ name, labels = {}, trafficPolicy: policy }, index) =>
      blocksOf(policy, `spec.subsets[${index}].trafficPolicy`, labels, ` subset "${name}"`),
    ),
  ];
}

function blocksOf(
  policy: TrafficPolicy | undefined,
  path: string,
  labels: OutlierBlock['labels'],
  where: string,
): OutlierBlock[] {
  const own = { outlier: policy?.outlierDetection, path: `${path}.outlierDetection` };
  const ofPorts = (policy?.portLevelSettings ?? []).map(({ outlierDetection }, index) => ({
    outlier: outlierDetection,
    path: `${path}.portLevelSettings[${index}].outlierDetection`,
  }));
  return [own, ...ofPorts].flatMap(({ outlier, path: at }) =>
    outlier === undefined ? [] : [{ outlier, path: at, labels, where }],
  );
}
