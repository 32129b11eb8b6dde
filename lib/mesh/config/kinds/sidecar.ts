import { type Infer, list, map, object, oneOf, text, whole } from '../schema/schema';
import { DESTINATION_RULE_SCHEMA } from './destination-rule';
import { GATEWAY_SCHEMA } from './gateway';

const { connectionPool } = DESTINATION_RULE_SCHEMA.fields.trafficPolicy.fields;
const { tls } = GATEWAY_SCHEMA.fields.servers.item.fields;

const port = object({ number: whole(), protocol: text(), name: text() });

const captureMode = oneOf(['DEFAULT', 'IPTABLES', 'NONE']);

/** The spec of a Sidecar. */
export const SIDECAR_SCHEMA = object({
  workloadSelector: object({ labels: map(text()) }),
  ingress: list(
    object({ port, bind: text(), captureMode, defaultEndpoint: text(), tls, connectionPool }),
    'Replaces the listeners that the services of the workload would give it.',
  ),
  egress: list(
    object({
      port,
      bind: text(),
      captureMode,
      hosts: list(text('namespace/host, with `*`, `.` and `~` as namespace.')),
    }),
    'What the workload may reach; everything when absent.',
  ),
  inboundConnectionPool: connectionPool,
  outboundTrafficPolicy: object({
    mode: oneOf(['REGISTRY_ONLY', 'ALLOW_ANY']),
    egressProxy: object({ host: text(), subset: text(), port: object({ number: whole() }) }),
  }),
});

export type SidecarSpec = Infer<typeof SIDECAR_SCHEMA>;
