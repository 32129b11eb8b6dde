import { type Infer, list, map, object, text, whole } from '../../config/schema/schema';

const reference = {
  group: text(),
  kind: text(),
  namespace: text(),
  name: text(),
  port: whole(),
};
const parentRef = object({ ...reference, sectionName: text() });
const backendRef = object({ ...reference, weight: whole() });

/** The spec of a Gateway of the Gateway API. */
export const K8S_GATEWAY_SPEC = object({
  gatewayClassName: text(),
  addresses: list(object({ type: text(), value: text() })),
  listeners: list(
    object({
      name: text(),
      hostname: text(),
      port: whole(),
      protocol: text(),
      allowedRoutes: object({
        namespaces: object({
          from: text(),
          selector: object({
            matchLabels: map(text()),
            matchExpressions: list(object({ key: text(), operator: text(), values: list(text()) })),
          }),
        }),
        kinds: list(object({ group: text(), kind: text() })),
      }),
    }),
  ),
});

/** What HTTPRoute, GRPCRoute, TCPRoute and TLSRoute have in common. */
export const ROUTE_SPEC = object({
  hostnames: list(text()),
  parentRefs: list(parentRef),
  rules: list(
    object({
      backendRefs: list(backendRef),
      filters: list(object({ type: text(), requestMirror: object({ backendRef }) })),
    }),
  ),
});

/** The spec of a ReferenceGrant. */
export const REFERENCE_GRANT_SPEC = object({
  from: list(object({ group: text(), kind: text(), namespace: text() })),
  to: list(object({ group: text(), kind: text(), name: text() })),
});

export type K8sListener = NonNullable<Infer<typeof K8S_GATEWAY_SPEC>['listeners']>[number];
export type ParentRef = Infer<typeof parentRef>;
export type BackendRef = Infer<typeof backendRef>;
