import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import type { ConfigResource } from '../../config/resource';
import { GATEWAY_KINDS, gatewayKey, gateways } from '../index/gateways';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';
import { isInternalGateway } from './internal-gateway';

export const gatewayNotFound: Rule = {
  name: 'virtual-service/gateway-not-found',
  codes: ['IST0101', 'IST0132', 'KIA1102'],
  severity: 'error',
  inputs: ['VirtualService', ...GATEWAY_KINDS],
  why: 'No gateway takes these routes, so requests from outside are answered with 404.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  check(snapshot, report) {
    const known = snapshot.use(gateways);
    for (const resource of snapshot.list('VirtualService')) {
      const namespace = namespaceOf(resource);
      for (const { name, path, isTop } of namedGateways(resource)) {
        if (known.has(gatewayKey(name, namespace))) continue;
        report(resource, {
          path,
          codes: isTop ? ['IST0101', 'IST0132', 'KIA1102'] : ['KIA1102'],
          message: `${resource.metadata.name} is bound to gateway "${name}", which does not exist`,
          fix: suggestName(path, name, namesFor(name, namespace, known.keys())),
        });
      }
    }
  },
};

/** Every gateway that a VirtualService names, but `mesh`. */
function namedGateways(resource: ConfigResource): { name: string; path: string; isTop: boolean }[] {
  const { gateways: top = [], http = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
  const named = top.map((name, index) => ({ name, path: `spec.gateways[${index}]`, isTop: true }));
  for (const [i, { match = [] }] of http.entries()) {
    for (const [j, { gateways: own = [] }] of match.entries()) {
      named.push(
        ...own.map((name, k) => ({ name, path: `spec.http[${i}].match[${j}].gateways[${k}]`, isTop: false })),
      );
    }
  }
  return named.filter(({ name }) => name !== 'mesh' && !isInternalGateway(name));
}

/** In the form in which the wrong one is written. */
function namesFor(name: string, namespace: string, keys: Iterable<string>): string[] {
  if (name.includes('/')) return [...keys];
  return [...keys]
    .filter((key) => key.startsWith(`${namespace}/`))
    .map((key) => key.slice(namespace.length + 1));
}
