import { GATEWAY_SCHEMA } from '../../config/kinds/gateway';
import { REQUEST_AUTHENTICATION_SCHEMA } from '../../config/kinds/security';
import type { VirtualServiceSpec } from '../../config/kinds/virtual-service';
import { GATEWAY_KINDS, gateways } from '../index/gateways';
import { hasLabels } from '../index/label-index';
import { VIRTUAL_SERVICE_KINDS, virtualServices } from '../index/virtual-services';
import { WORKLOAD_KINDS, type Workload, workloads } from '../index/workloads';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const jwtClaimsUnverified: Rule = {
  name: 'virtual-service/jwt-claims-unverified',
  codes: ['IST0149'],
  severity: 'error',
  inputs: [...VIRTUAL_SERVICE_KINDS, ...GATEWAY_KINDS, ...WORKLOAD_KINDS, 'RequestAuthentication'],
  why: 'Claims exist only once the gateway has verified a token: without a RequestAuthentication these matches never hold.',
  docs: 'https://istio.io/latest/docs/tasks/security/authentication/jwt-route/',
  check(snapshot, report) {
    const known = snapshot.use(gateways);
    const { select } = snapshot.use(workloads);
    const isVerified = verifiedWorkloads(snapshot);
    for (const { resource, spec, gateways: names } of snapshot.use(virtualServices)) {
      const claim = findClaim(spec);
      if (claim === undefined) continue;
      for (const name of names) {
        const gateway = known.get(name)?.resource;
        if (gateway === undefined || gateway.group !== 'networking.istio.io') continue;
        for (const proxy of select(readSpec(gateway, GATEWAY_SCHEMA).selector ?? {})) {
          if (isVerified(proxy)) continue;
          report(resource, {
            path: claim.path,
            message: `${resource.metadata.name} matches the claim ${claim.key}, but no RequestAuthentication verifies tokens at ${proxy.name} of gateway ${name}`,
            related: [gateway],
          });
        }
      }
    }
  },
};

function verifiedWorkloads(snapshot: Snapshot): (proxy: Workload) => boolean {
  const policies = snapshot.list('RequestAuthentication').map((resource) => ({
    namespace: namespaceOf(resource),
    labels: readSpec(resource, REQUEST_AUTHENTICATION_SCHEMA).selector?.matchLabels ?? {},
  }));
  const { rootNamespace } = snapshot.facts;
  return (proxy) =>
    policies.some(
      ({ namespace, labels }) =>
        (namespace === proxy.namespace || namespace === rootNamespace) && hasLabels(proxy.labels, labels),
    );
}

function findClaim({ http = [] }: VirtualServiceSpec): { key: string; path: string } | undefined {
  for (const [i, { match = [] }] of http.entries()) {
    for (const [j, { headers = {}, withoutHeaders = {} }] of match.entries()) {
      for (const [field, names] of Object.entries({ headers, withoutHeaders })) {
        const key = Object.keys(names).find((name) => name.startsWith('@request.auth.claims'));
        if (key !== undefined) return { key, path: `spec.http[${i}].match[${j}].${field}` };
      }
    }
  }
  return undefined;
}
