import { isSubsetHost } from '../../config/host-name';
import { completeHost, HOST_KINDS, hosts } from '../index/hosts';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { VIRTUAL_SERVICE_KINDS, virtualServices } from '../index/virtual-services';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { suggestName } from '../suggest-name';
import { operationValues } from './operations';

export const unknownHost: Rule = {
  name: 'security/unknown-host',
  codes: ['KIA0104'],
  severity: 'error',
  inputs: ['AuthorizationPolicy', ...HOST_KINDS, ...VIRTUAL_SERVICE_KINDS, ...NAMESPACE_KINDS],
  why: 'Requests for a host that nothing has do not come, so the rule never holds.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
  check(snapshot, report) {
    for (const resource of snapshot.list('AuthorizationPolicy')) {
      const namespace = namespaceOf(resource);
      for (const { value, path } of operationValues(resource, 'hosts')) {
        if (!isDecidableHost(snapshot, value) || isKnown(snapshot, value, namespace)) continue;
        report(resource, {
          path,
          severity: snapshot.facts.outboundTrafficPolicy === 'ALLOW_ANY' ? 'warning' : 'error',
          message: `${resource.metadata.name} names host "${value}", which no Service, ServiceEntry or VirtualService has`,
          fix: suggestName(
            path,
            value,
            snapshot.use(hosts).all.map(({ host }) => host),
          ),
        });
      }
    }
  },
};

/** A host header may be any name; only names of the cluster's own form can be told wrong. */
export function isDecidableHost(snapshot: Snapshot, host: string): boolean {
  const { names } = snapshot.use(namespaces);
  const bare = host.replace(/:(\d+|\*)$/, '');
  if (bare.includes('*')) return false;
  const parts = bare.split('.');
  if (parts.length > 2)
    return bare.endsWith(`.${snapshot.facts.clusterDomain}`) || (parts.length === 3 && parts[2] === 'svc');
  return parts.length === 1 || names.has(parts[1] ?? '');
}

function isKnown(snapshot: Snapshot, host: string, namespace: string): boolean {
  const full = completeHost(host.replace(/:(\d+|\*)$/, ''), namespace, snapshot);
  if (snapshot.use(hosts).find(full, namespace) !== undefined) return true;
  return snapshot.use(virtualServices).some((entry) => entry.hosts.some((one) => isSubsetHost(full, one)));
}
