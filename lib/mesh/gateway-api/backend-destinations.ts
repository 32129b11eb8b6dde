import { resolveHost } from '../config/host-name';
import type { HttpRouteSpec } from '../config/kinds/http-route';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { clusterName } from '../routing/cluster-plan';
import type { CompileContext } from '../routing/compile-context';
import type { PlannedDestination } from '../routing/route-plan';
import { isReferenceAllowed } from './reference-grants';

type Rule = NonNullable<HttpRouteSpec['rules']>[number];

/** A target as any route of the Gateway API names it. */
export type BackendRef = Omit<NonNullable<Rule['backendRefs']>[number], 'filters'>;

/** What a share that cannot be sent anywhere is answered with. */
const INVALID_BACKEND_STATUS = 500;

/**
 * The destination of a target; one of an unknown kind, not there, or not granted is answered with 500. Inside the mesh no
 * grant is needed: clients could call the target anyway.
 */
export function planBackend(
  ref: BackendRef,
  route: ConfigResource,
  resources: ResourceSet,
  context: CompileContext,
): PlannedDestination {
  const namespace = ref.namespace ?? route.metadata.namespace;
  const host = hostOf(ref, namespace, resources, context);
  const port = ref.port ?? portOf(host, context);
  const target = { group: ref.group ?? '', kind: ref.kind ?? 'Service', namespace, name: ref.name ?? '' };
  const from = { group: route.group, kind: route.kind, namespace: route.metadata.namespace };
  const isValid =
    host !== undefined &&
    (context.gateways.has('mesh') || isReferenceAllowed(resources, { from, to: target })) &&
    (target.kind === 'Hostname' || hasPort(host, port, context));
  return {
    host: host ?? target.name,
    subset: '',
    port,
    weight: ref.weight ?? 1,
    cluster: clusterName(host ?? target.name, '', port),
    authority: undefined,
    requestHeaders: [],
    responseHeaders: [],
    refusedStatus: isValid ? undefined : INVALID_BACKEND_STATUS,
  };
}

function hostOf(
  { group = '', kind = 'Service', name = '' }: BackendRef,
  namespace: string,
  resources: ResourceSet,
  { hostDomain }: CompileContext,
): string | undefined {
  if (group === '' && kind === 'Service') return resolveHost(name, namespace, hostDomain).toLowerCase();
  if (group === 'networking.istio.io' && kind === 'Hostname') return name.toLowerCase();
  if (group === 'networking.istio.io' && kind === 'ServiceEntry') {
    const entry = resources.find('ServiceEntry', namespace, name)?.spec as { hosts?: string[] } | undefined;
    return entry?.hosts?.[0]?.toLowerCase();
  }
  return undefined;
}

function portOf(host: string | undefined, { findService, port }: CompileContext): number {
  const ports = host === undefined ? [] : (findService(host)?.ports ?? []);
  return (ports.length === 1 ? ports[0]?.number : undefined) ?? port;
}

function hasPort(host: string, port: number, { findService }: CompileContext): boolean {
  return findService(host)?.ports.some(({ number }) => number === port) === true;
}
