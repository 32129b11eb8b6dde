import type { Rule } from '../rule';

/** The first version of the Gateway API whose resources of a kind Istio reads. */
const MINIMUM: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['grpcroutes.gateway.networking.k8s.io', [1, 1]],
  ['backendtlspolicies.gateway.networking.k8s.io', [1, 4]],
  ['tlsroutes.gateway.networking.k8s.io', [1, 5]],
  ['tcproutes.gateway.networking.k8s.io', [1, 6]],
]);

export const gatewayApiTooOld: Rule = {
  name: 'crd/gateway-api-too-old',
  codes: ['IST0176'],
  severity: 'warning',
  inputs: ['CustomResourceDefinition'],
  why: 'Istio passes over every resource of this kind.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
  check(snapshot, report) {
    for (const resource of snapshot.list('CustomResourceDefinition')) {
      const minimum = MINIMUM.get(resource.metadata.name);
      const bundle = resource.metadata.annotations['gateway.networking.k8s.io/bundle-version'];
      const version = /^v?(\d+)\.(\d+)/.exec(bundle ?? '');
      if (minimum === undefined || version === null) continue;
      const [major, minor] = minimum;
      const isOld =
        Number(version[1]) < major || (Number(version[1]) === major && Number(version[2]) < minor);
      if (!isOld) continue;
      report(resource, {
        path: 'metadata.annotations["gateway.networking.k8s.io/bundle-version"]',
        message: `${resource.metadata.name} is of version ${bundle}; Istio reads it from v${major}.${minor}.0 on`,
      });
    }
  },
};
