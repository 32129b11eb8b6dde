import { type Destination, type HttpRoute, VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import type { ConfigResource } from '../../config/resource';
import { readSpec } from '../read/read-spec';

/** A place that a VirtualService sends requests to, or copies of them. */
export interface RouteTarget {
  /** Of the destination itself: `spec.http[0].route[1].destination`. */
  path: string;
  destination: Destination;
  protocol: 'http' | 'tls' | 'tcp';
  isMirror: boolean;
}

const known = new WeakMap<ConfigResource, readonly RouteTarget[]>();

/** Every destination of a VirtualService, in the order of its text; one that is missing has no host. */
export function routeTargets(resource: ConfigResource): readonly RouteTarget[] {
  const before = known.get(resource);
  if (before !== undefined) return before;
  const targets = readTargets(resource);
  known.set(resource, targets);
  return targets;
}

function readTargets(resource: ConfigResource): RouteTarget[] {
  const { http = [], tls = [], tcp = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
  return [
    ...http.flatMap(httpTargets),
    ...tls.flatMap(({ route = [] }, index) => listTargets(route, `spec.tls[${index}].route`, 'tls')),
    ...tcp.flatMap(({ route = [] }, index) => listTargets(route, `spec.tcp[${index}].route`, 'tcp')),
  ];
}

function httpTargets({ route = [], mirror, mirrors = [] }: HttpRoute, index: number): RouteTarget[] {
  const path = `spec.http[${index}]`;
  const single = mirror?.host
    ? [{ path: `${path}.mirror`, destination: mirror, protocol: 'http', isMirror: true } as const]
    : [];
  return [
    ...listTargets(route, `${path}.route`, 'http'),
    ...single,
    ...listTargets(mirrors, `${path}.mirrors`, 'http', true),
  ];
}

function listTargets(
  list: readonly { readonly destination?: Destination }[],
  path: string,
  protocol: RouteTarget['protocol'],
  isMirror = false,
): RouteTarget[] {
  return list.map(({ destination = {} }, index) => ({
    path: `${path}[${index}].destination`,
    destination,
    protocol,
    isMirror,
  }));
}
