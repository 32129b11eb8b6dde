import type { ConfigResource } from '../../config/resource';
import { SERVICE_SPEC, type ServiceSpec } from '../read/kubernetes-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const inconsistentAcrossClusters: Rule = {
  name: 'service/inconsistent-across-clusters',
  codes: ['IST0170'],
  severity: 'warning',
  inputs: ['Service'],
  why: 'The mesh joins Services of one name into one: where they differ, traffic depends on which cluster is asked.',
  docs: 'https://istio.io/latest/docs/ops/configuration/traffic-management/multicluster/',
  check(snapshot, report) {
    const { remoteClusters } = snapshot.facts;
    const remote = new Map<string, ConfigResource[]>();
    for (const resource of Object.values(remoteClusters).flat()) {
      if (resource.kind !== 'Service' || resource.group !== '') continue;
      remote.set(keyOf(resource), [...(remote.get(keyOf(resource)) ?? []), resource]);
    }
    for (const resource of snapshot.list('Service')) {
      const others = remote.get(keyOf(resource)) ?? [];
      const differences = describeDifferences(
        [resource, ...others].map((one) => readSpec(one, SERVICE_SPEC)),
      );
      if (others.length === 0 || differences.length === 0) continue;
      report(resource, {
        path: 'spec',
        message: `Service ${resource.metadata.name} is not the same in all ${others.length + 1} clusters: ${differences.join(', ')}`,
        related: others,
      });
    }
  },
};

function keyOf(resource: ConfigResource): string {
  return `${namespaceOf(resource)}/${resource.metadata.name}`;
}

function describeDifferences(specs: readonly ServiceSpec[]): string[] {
  const differ = (read: (spec: ServiceSpec) => string) => new Set(specs.map(read)).size > 1;
  return [
    ...(differ(({ clusterIP }) => String(clusterIP === 'None')) ? ['some are headless'] : []),
    ...(differ(({ type = 'ClusterIP' }) => type) ? ['their types differ'] : []),
    ...(differ(portsOf) ? ['their ports differ'] : []),
  ];
}

function portsOf({ ports = [] }: ServiceSpec): string {
  const lines = ports.map(({ name = '', port, protocol = 'TCP', appProtocol = '', targetPort = '' }) =>
    [name, port, protocol, appProtocol, targetPort].join('|'),
  );
  return lines.sort().join('\n');
}
