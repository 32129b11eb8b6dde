import { anything, flag, type Infer, list, map, object, text, whole } from '../../config/schema/schema';

const container = object({
  name: text(),
  image: text(),
  ports: list(object({ name: text(), containerPort: whole(), protocol: text() })),
  env: list(object({ name: text(), value: text(), valueFrom: anything() })),
  securityContext: object({ runAsUser: whole() }),
});

const podSpec = object({
  serviceAccountName: text(),
  nodeName: text(),
  hostNetwork: flag(),
  securityContext: object({ runAsUser: whole() }),
  containers: list(container),
  initContainers: list(container),
});

/** The spec of a Pod. */
export const POD_SPEC = podSpec;

/** The spec of everything that makes Pods of a template. */
export const POD_OWNER_SPEC = object({
  replicas: whole(),
  selector: anything(),
  template: object({ metadata: object({ labels: map(text()), annotations: map(text()) }), spec: podSpec }),
});

/** The spec of a Service. */
export const SERVICE_SPEC = object({
  type: text(),
  clusterIP: text(),
  externalName: text(),
  selector: map(text()),
  ports: list(
    object({
      name: text(),
      port: whole(),
      protocol: text(),
      appProtocol: text(),
      targetPort: anything('Number or name.'),
    }),
  ),
});

/** The whole of a Secret. */
export const SECRET = object({ type: text(), data: map(text()), stringData: map(text()) });

/** The whole of a ConfigMap. */
export const CONFIG_MAP = object({ data: map(text()) });

const labelSelector = object({
  matchLabels: map(text()),
  matchExpressions: list(object({ key: text(), operator: text(), values: list(text()) })),
});

/** The whole of a mutating or validating webhook configuration. */
export const WEBHOOK_CONFIGURATION = object({
  webhooks: list(
    object({
      name: text(),
      namespaceSelector: labelSelector,
      objectSelector: labelSelector,
      clientConfig: object({
        url: text(),
        service: object({ name: text(), namespace: text(), path: text(), port: whole() }),
      }),
    }),
  ),
});

/** The spec of a CustomResourceDefinition. */
export const CRD_SPEC = object({
  group: text(),
  names: object({ kind: text() }),
});

/** The status conditions of any object. */
export const STATUS = object({
  status: object({
    addresses: list(object({ value: text() })),
    conditions: list(object({ type: text(), status: text(), reason: text(), message: text() })),
    parents: list(
      object({ conditions: list(object({ type: text(), status: text(), reason: text(), message: text() })) }),
    ),
    listeners: list(
      object({
        name: text(),
        conditions: list(object({ type: text(), status: text(), reason: text(), message: text() })),
      }),
    ),
  }),
});

export type PodSpec = Infer<typeof POD_SPEC>;
export type Container = Infer<typeof container>;
export type ServiceSpec = Infer<typeof SERVICE_SPEC>;
export type ServicePort = NonNullable<ServiceSpec['ports']>[number];
export type LabelSelector = Infer<typeof labelSelector>;
export type StatusCondition = NonNullable<NonNullable<Infer<typeof STATUS>['status']>['conditions']>[number];
