import { type Infer, list, map, object, oneOf, text, whole } from '../schema/schema';

/** The fields of a WorkloadEntry, and of an endpoint of a ServiceEntry. */
export const WORKLOAD_ENTRY_SCHEMA = object({
  address: text('IP, DNS name, or unix:///path.'),
  ports: map(whole(), 'Target port by name of the service port.'),
  labels: map(text()),
  network: text(),
  locality: text('region/zone/subzone'),
  weight: whole(),
  serviceAccount: text(),
});

const port = object({ number: whole(), protocol: text(), name: text(), targetPort: whole() });

/** The spec of a ServiceEntry. */
export const SERVICE_ENTRY_SCHEMA = object({
  hosts: list(text()),
  addresses: list(text('IP or CIDR.')),
  ports: list(port),
  location: oneOf(['MESH_EXTERNAL', 'MESH_INTERNAL']),
  resolution: oneOf(['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS']),
  endpoints: list(WORKLOAD_ENTRY_SCHEMA),
  workloadSelector: object({ labels: map(text()) }),
  exportTo: list(text()),
  subjectAltNames: list(text()),
});

export type WorkloadEntrySpec = Infer<typeof WORKLOAD_ENTRY_SCHEMA>;
export type ServiceEntrySpec = Infer<typeof SERVICE_ENTRY_SCHEMA>;
