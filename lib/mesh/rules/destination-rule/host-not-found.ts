import { isSubsetHost, isWildcardHost } from '../../config/host-name';
import {
  DESTINATION_RULE_KINDS,
  type DestinationRuleEntry,
  destinationRules,
} from '../index/destination-rules';
import { HOST_KINDS, hosts } from '../index/hosts';
import { isVisibleIn } from '../index/visibility';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { suggestName } from '../suggest-name';

export const hostNotFound: Rule = {
  name: 'destination-rule/host-not-found',
  codes: ['IST0174', 'KIA0202'],
  severity: 'warning',
  inputs: [...DESTINATION_RULE_KINDS, ...HOST_KINDS, ...WORKLOAD_KINDS],
  why: 'A rule for a host that nothing has changes no traffic at all.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule',
  check(snapshot, report) {
    for (const entry of snapshot.use(destinationRules).all) {
      const written = entry.spec.host ?? '';
      if (written === '') continue;
      const codes = [
        ...(isService(snapshot, entry) ? [] : ['IST0174']),
        ...(isTarget(snapshot, entry) ? [] : ['KIA0202']),
      ];
      if (codes.length === 0) continue;
      const isStrict = codes.includes('KIA0202') && snapshot.facts.outboundTrafficPolicy !== 'ALLOW_ANY';
      report(entry.resource, {
        path: 'spec.host',
        codes,
        severity: isStrict && !codes.includes('IST0174') ? 'error' : 'warning',
        message: `No Service or ServiceEntry that namespace ${entry.namespace} can use has the host "${written}" of ${entry.resource.metadata.name}`,
        fix: suggestName('spec.host', written, namesLike(snapshot, entry)),
      });
    }
  },
};

/** As istioctl asks, which knows no workloads. A wildcard is right when it stands for anything at all. */
function isService(snapshot: Snapshot, { host, namespace, scopes }: DestinationRuleEntry): boolean {
  const { find, all } = snapshot.use(hosts);
  if (find(host, namespace, [...scopes]) !== undefined) return true;
  if (!isWildcardHost(host)) return false;
  return (
    isClusterWildcard(snapshot, host) ||
    all.some((entry) => isVisibleIn(entry.scopes, namespace) && isSubsetHost(entry.host, host))
  );
}

/** As Kiali asks: the app label of a workload is as good as a service. */
function isTarget(snapshot: Snapshot, entry: DestinationRuleEntry): boolean {
  const { namespace, host } = entry;
  const [app = '', ...rest] = host.split('.');
  const isOwn = rest.join('.') === `${namespace}.svc.${snapshot.facts.clusterDomain}`;
  const applied = isOwn ? snapshot.use(workloads).select({ app }, namespace) : [];
  return applied.length > 0 || isService(snapshot, { ...entry, scopes: new Set() });
}

/** `*.local` and `*.shop.svc.cluster.local` set mutual TLS for a mesh or a namespace, whatever runs in it today. */
function isClusterWildcard({ facts }: Snapshot, host: string): boolean {
  return host === '*' || host === '*.local' || host.endsWith(`.${facts.clusterDomain}`);
}

function namesLike(snapshot: Snapshot, { spec, namespace }: DestinationRuleEntry): string[] {
  const { all } = snapshot.use(hosts);
  if ((spec.host ?? '').includes('.')) return all.map(({ host }) => host);
  return all.filter((entry) => entry.namespace === namespace).map(({ host }) => host.split('.')[0] ?? '');
}
