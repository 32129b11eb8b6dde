import type { ConfigKindName } from '../../config/kinds';
import type { ConfigResource } from '../../config/resource';
import { HOST_KINDS, hosts } from '../index/hosts';
import { isWritten } from '../index/k8s-gateways';
import { type BackendRef, REFERENCE_GRANT_SPEC, ROUTE_SPEC } from '../read/gateway-api-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { suggestName } from '../suggest-name';

const ROUTES: readonly ConfigKindName[] = ['HTTPRoute', 'GRPCRoute'];

export const backendNotFound: Rule = {
  name: 'gateway-api/backend-not-found',
  codes: ['KIA1402'],
  severity: 'error',
  inputs: [...ROUTES, 'ReferenceGrant', ...HOST_KINDS],
  why: 'Requests that the rule matches are answered with 500: there is no backend to send them to.',
  docs: 'https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional',
  check(snapshot, report) {
    for (const resource of ROUTES.flatMap((kind) => snapshot.list(kind)).filter(isWritten)) {
      for (const { ref, path } of serviceRefs(resource)) {
        const reason = findReason(snapshot, resource, ref);
        if (reason === undefined) continue;
        report(resource, {
          path,
          message: `${resource.metadata.name} refers to Service "${ref.name}", ${reason}`,
          fix: suggestName(path, ref.name ?? '', namesIn(snapshot, ref.namespace || namespaceOf(resource))),
        });
      }
    }
  },
};

interface ServiceRef {
  ref: BackendRef;
  path: string;
}

/** Services that a route is attached to, sends to and mirrors to. */
function serviceRefs(resource: ConfigResource): ServiceRef[] {
  const { parentRefs = [], rules = [] } = readSpec(resource, ROUTE_SPEC);
  const parents = parentRefs.map((ref, index) => ({ ref, path: `spec.parentRefs[${index}].name` }));
  const backends = rules.flatMap(({ backendRefs = [], filters = [] }, i) => [
    ...backendRefs.map((ref, j) => ({
      ref: { kind: 'Service', ...ref },
      path: `spec.rules[${i}].backendRefs[${j}].name`,
    })),
    ...filters.flatMap(({ requestMirror }, j) =>
      requestMirror?.backendRef === undefined
        ? []
        : [
            {
              ref: { kind: 'Service', ...requestMirror.backendRef },
              path: `spec.rules[${i}].filters[${j}].requestMirror.backendRef.name`,
            },
          ],
    ),
  ]);
  return [...parents, ...backends].filter(({ ref }) => ref.kind === 'Service' && !ref.group);
}

function findReason(snapshot: Snapshot, resource: ConfigResource, ref: BackendRef): string | undefined {
  const own = namespaceOf(resource);
  const namespace = ref.namespace || own;
  const name = ref.name ?? '';
  const host = `${name}.${namespace}.svc.${snapshot.facts.clusterDomain}`;
  const exists = !name.includes('.') && snapshot.use(hosts).findAll(host).length > 0;
  if (!exists) return `which namespace ${namespace} does not have`;
  if (namespace === own || isGranted(snapshot, resource, namespace, name)) return undefined;
  return `which no ReferenceGrant of namespace ${namespace} opens to namespace ${own}`;
}

function isGranted(snapshot: Snapshot, route: ConfigResource, namespace: string, name: string): boolean {
  return snapshot.list('ReferenceGrant').some((grant) => {
    const { from = [], to = [] } = readSpec(grant, REFERENCE_GRANT_SPEC);
    return (
      namespaceOf(grant) === namespace &&
      from.some((one) => one.kind === route.kind && one.namespace === namespaceOf(route)) &&
      to.some((one) => one.kind === 'Service' && (!one.name || one.name === name))
    );
  });
}

function namesIn(snapshot: Snapshot, namespace: string): string[] {
  return snapshot
    .use(hosts)
    .all.filter((entry) => entry.namespace === namespace)
    .map(({ host }) => host.split('.')[0] ?? '');
}
