import type { ConfigKindName } from '../../config/kinds';
import { isWritten, refusal } from '../index/k8s-gateways';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { type ParentRef, ROUTE_SPEC } from '../read/gateway-api-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';

const ROUTES: readonly ConfigKindName[] = ['HTTPRoute', 'GRPCRoute'];

export const parentNotFound: Rule = {
  name: 'gateway-api/parent-not-found',
  codes: ['KIA1401'],
  severity: 'error',
  inputs: [...ROUTES, 'K8sGateway', ...NAMESPACE_KINDS],
  why: 'No listener takes the route: its requests are answered with 404.',
  docs: 'https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways',
  check(snapshot, report) {
    const known = snapshot.list('K8sGateway').map(({ metadata }) => metadata.name);
    snapshot.use(namespaces);
    for (const resource of ROUTES.flatMap((kind) => snapshot.list(kind)).filter(isWritten)) {
      const { parentRefs = [] } = readSpec(resource, ROUTE_SPEC);
      for (const [index, ref] of parentRefs.entries()) {
        if (!isGateway(ref)) continue;
        const reason = refusal(snapshot, ref, namespaceOf(resource));
        if (reason === undefined) continue;
        const path = `spec.parentRefs[${index}].name`;
        report(resource, {
          path,
          message: `${resource.metadata.name} is attached to Gateway ${ref.namespace || namespaceOf(resource)}/${ref.name}, ${reason}`,
          fix: known.includes(ref.name ?? '') ? undefined : suggestName(path, ref.name ?? '', known),
        });
      }
    }
  },
};

/** A Gateway is what a parent is unless it says otherwise. */
function isGateway({ kind, group }: ParentRef): boolean {
  return (
    (kind ?? 'Gateway') === 'Gateway' &&
    (group ?? 'gateway.networking.k8s.io') === 'gateway.networking.k8s.io'
  );
}
