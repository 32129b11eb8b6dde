import { resolveHost } from '../../config/host-name';
import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import type { ConfigResource } from '../../config/resource';
import { completeHost, HOST_KINDS, type HostEntry, hosts } from '../index/hosts';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { scopesOf } from '../index/visibility';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Problem, Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { suggestName } from '../suggest-name';
import { type RouteTarget, routeTargets } from './destinations';

export const hostNotFound: Rule = {
  name: 'virtual-service/host-not-found',
  codes: ['IST0101', 'KIA1101'],
  severity: 'error',
  inputs: ['VirtualService', ...HOST_KINDS, ...NAMESPACE_KINDS],
  why: 'Requests that the route matches are answered with 503 and the response flag NC: there is no cluster to send them to.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      for (const target of routeTargets(resource)) {
        const problem = examine(snapshot, resource, target);
        if (problem !== undefined) report(resource, problem);
      }
    }
  },
};

function examine(snapshot: Snapshot, resource: ConfigResource, target: RouteTarget): Problem | undefined {
  const { find, all } = snapshot.use(hosts);
  const { isMirror } = target;
  const { host = '' } = target.destination;
  const path = `${target.path}.host`;
  const namespace = namespaceOf(resource);
  if (host === '') {
    return {
      path,
      codes: isMirror ? [] : ['IST0101'],
      message: `${resource.metadata.name} has a destination without a host`,
    };
  }
  const meant = completeHost(host, namespace, snapshot);
  const isMeant = find(meant, namespace) !== undefined || host === '*';
  const full = resolveHost(host, namespace, `svc.${snapshot.facts.clusterDomain}`);
  const isKnown = viewersOf(resource).some((viewer) => find(full, viewer) !== undefined);
  if (isKnown && (isMeant || isMirror)) return undefined;
  const isMissing = !isMirror && !isMeant;
  const codes = [...(isKnown ? [] : ['IST0101']), ...(isMissing ? ['KIA1101'] : [])];
  const deed = `${resource.metadata.name} ${isMirror ? 'mirrors' : 'routes'} to "${host}"`;
  if (isMeant) {
    return {
      path,
      codes,
      message: `${deed}, which Istio does not complete: the full name is "${meant}"`,
      fix: { title: 'Write the full name', edits: [{ path, value: meant }] },
    };
  }
  return {
    path,
    codes,
    message: `${deed}, and no Service or ServiceEntry that namespace ${namespace} can use has this host`,
    severity: isMissing && snapshot.facts.outboundTrafficPolicy === 'ALLOW_ANY' ? 'warning' : 'error',
    fix: suggestName(path, host, namesLike(host, namespace, all)),
  };
}

/** The namespaces whose clients the routes are for: its own when that is all of them. */
function viewersOf(resource: ConfigResource): string[] {
  const own = namespaceOf(resource);
  const scopes = scopesOf(readSpec(resource, VIRTUAL_SERVICE_SCHEMA).exportTo, own);
  return scopes.has('*') ? [own] : [...scopes];
}

/** Names of the same form: short ones of the namespace, or full ones. */
function namesLike(host: string, namespace: string, all: readonly HostEntry[]): string[] {
  if (host.includes('.')) return all.map((entry) => entry.host);
  return all.filter((entry) => entry.namespace === namespace).map((entry) => entry.host.split('.')[0] ?? '');
}
