import { isSubsetHost, isWildcardHost, resolveHost } from '../../config/host-name';
import { SIDECAR_SCHEMA } from '../../config/kinds/sidecar';
import { HOST_KINDS, hosts } from '../index/hosts';
import { isVisibleIn } from '../index/visibility';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const egressHostNotFound: Rule = {
  name: 'sidecar/egress-host-not-found',
  codes: ['KIA1004'],
  severity: 'warning',
  inputs: ['Sidecar', ...HOST_KINDS],
  why: 'The workloads cannot reach what they are meant to reach: the line lets nothing through.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener',
  check(snapshot, report) {
    for (const resource of snapshot.list('Sidecar')) {
      const { egress = [] } = readSpec(resource, SIDECAR_SCHEMA);
      for (const [i, { hosts: wanted = [] }] of egress.entries()) {
        for (const [j, pattern] of wanted.entries()) {
          if (isKnown(snapshot, pattern, namespaceOf(resource))) continue;
          report(resource, {
            path: `spec.egress[${i}].hosts[${j}]`,
            message: `${resource.metadata.name} lets "${pattern}" through, which no Service or ServiceEntry is`,
          });
        }
      }
    }
  },
};

function isKnown(snapshot: Snapshot, pattern: string, own: string): boolean {
  const slash = pattern.indexOf('/');
  if (slash < 0) return true;
  const prefix = pattern.slice(0, slash);
  const name = pattern.slice(slash + 1);
  if (name === '*' || prefix === '~') return true;
  const namespace = prefix === '.' ? own : prefix;
  // Whatever its own namespace will have.
  if (namespace === own && name === `*.${own}.svc.${snapshot.facts.clusterDomain}`) return true;
  const host = isWildcardHost(name)
    ? name
    : resolveHost(name, namespace === '*' ? own : namespace, `svc.${snapshot.facts.clusterDomain}`);
  return snapshot
    .use(hosts)
    .all.some(
      (entry) =>
        (namespace === '*' || entry.namespace === namespace) &&
        isVisibleIn(entry.scopes, own) &&
        (isSubsetHost(entry.host, host) || isSubsetHost(host, entry.host)),
    );
}
