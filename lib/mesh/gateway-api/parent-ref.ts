import type { HttpRouteSpec } from '../config/kinds/http-route';

type WrittenRef = NonNullable<HttpRouteSpec['parentRefs']>[number];

/** What a route belongs to, defaults filled in. */
export interface ParentRef {
  group: string;
  kind: string;
  namespace: string;
  name: string;
  /** Empty for all listeners. */
  sectionName: string;
  /** Undefined for all ports. */
  port: number | undefined;
}

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** The parents of a route of `namespace`. */
export function readParentRefs(refs: readonly WrittenRef[] | undefined, namespace: string): ParentRef[] {
  return (refs ?? []).map((ref) => ({
    group: ref.group ?? GATEWAY_GROUP,
    kind: ref.kind ?? 'Gateway',
    namespace: ref.namespace ?? namespace,
    name: ref.name ?? '',
    sectionName: ref.sectionName ?? '',
    port: ref.port,
  }));
}
