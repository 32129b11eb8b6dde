import type { ConfigKindName } from './kinds';
import { BACKEND_TLS_POLICY_SCHEMA } from './kinds/backend-tls-policy';
import { CONFIG_MAP_FIELDS, ENDPOINTS_FIELDS, SECRET_FIELDS, SERVICE_SCHEMA } from './kinds/core';
import { DESTINATION_RULE_SCHEMA } from './kinds/destination-rule';
import { ENVOY_FILTER_SCHEMA } from './kinds/envoy-filter';
import { GATEWAY_SCHEMA } from './kinds/gateway';
import { GATEWAY_CLASS_SCHEMA } from './kinds/gateway-class';
import { GRPC_ROUTE_SCHEMA } from './kinds/grpc-route';
import { HTTP_ROUTE_SCHEMA } from './kinds/http-route';
import { K8S_GATEWAY_SCHEMA } from './kinds/k8s-gateway';
import { TCP_ROUTE_SCHEMA, TLS_ROUTE_SCHEMA } from './kinds/l4-routes';
import { LISTENER_SET_SCHEMA } from './kinds/listener-set';
import { PROXY_CONFIG_SCHEMA } from './kinds/proxy-config';
import { REFERENCE_GRANT_SCHEMA } from './kinds/reference-grant';
import {
  AUTHORIZATION_POLICY_SCHEMA,
  PEER_AUTHENTICATION_SCHEMA,
  REQUEST_AUTHENTICATION_SCHEMA,
} from './kinds/security';
import { SERVICE_ENTRY_SCHEMA, WORKLOAD_ENTRY_SCHEMA } from './kinds/service-entry';
import { SIDECAR_SCHEMA } from './kinds/sidecar';
import { TELEMETRY_SCHEMA } from './kinds/telemetry';
import { VIRTUAL_SERVICE_SCHEMA } from './kinds/virtual-service';
import { TRAFFIC_EXTENSION_SCHEMA, WASM_PLUGIN_SCHEMA } from './kinds/wasm-plugin';
import { WORKLOAD_GROUP_SCHEMA } from './kinds/workload-group';
import {
  anything,
  map,
  type ObjectSchema,
  object,
  requiring,
  type SchemaFields,
  text,
  whole,
} from './schema/schema';

const metadata = object(
  {
    name: text('Name of the object; one of its kind in its namespace.'),
    generateName: text('Beginning of a name that the server completes.'),
    namespace: text('Namespace of the object.'),
    labels: map(text(), 'Labels others select it by.'),
    annotations: map(text(), 'Notes for tools; some change how the mesh treats the object.'),
    creationTimestamp: text('When it was made; the older of two that want the same wins.'),
    deletionTimestamp: text('When it is to go.'),
    deletionGracePeriodSeconds: whole('Time it has to go.'),
    finalizers: anything('Who must agree before it goes.'),
    generation: whole('Counts changes of the spec.'),
    managedFields: anything('Who set which field.'),
    ownerReferences: anything('What it goes with.'),
    resourceVersion: text('Version the server gave it.'),
    selfLink: text('Path of the object.'),
    uid: text('Identity the server gave it.'),
  },
  'Name, namespace, labels and annotations.',
);

const frame = {
  apiVersion: text('Group and version of the kind.'),
  kind: text('What the object is.'),
  metadata,
  status: anything('What a controller says about the object; not part of the configuration.'),
};

/** Kinds whose spec has required fields need a spec; the others may do without. */
function withSpec(spec: ObjectSchema): ObjectSchema {
  const whole = object({ ...frame, spec }, spec.doc);
  return spec.required === undefined && spec !== WORKLOAD_ENTRY_SCHEMA ? whole : requiring(whole, 'spec');
}

const withFields = (fields: SchemaFields, doc: string): ObjectSchema => object({ ...frame, ...fields }, doc);

const SCHEMAS: Partial<Record<ConfigKindName, ObjectSchema>> = {
  VirtualService: withSpec(VIRTUAL_SERVICE_SCHEMA),
  DestinationRule: withSpec(DESTINATION_RULE_SCHEMA),
  Gateway: withSpec(GATEWAY_SCHEMA),
  ServiceEntry: withSpec(SERVICE_ENTRY_SCHEMA),
  Sidecar: withSpec(SIDECAR_SCHEMA),
  WorkloadEntry: withSpec(WORKLOAD_ENTRY_SCHEMA),
  WorkloadGroup: withSpec(WORKLOAD_GROUP_SCHEMA),
  EnvoyFilter: withSpec(ENVOY_FILTER_SCHEMA),
  ProxyConfig: withSpec(PROXY_CONFIG_SCHEMA),
  PeerAuthentication: withSpec(PEER_AUTHENTICATION_SCHEMA),
  RequestAuthentication: withSpec(REQUEST_AUTHENTICATION_SCHEMA),
  AuthorizationPolicy: withSpec(AUTHORIZATION_POLICY_SCHEMA),
  Telemetry: withSpec(TELEMETRY_SCHEMA),
  WasmPlugin: withSpec(WASM_PLUGIN_SCHEMA),
  TrafficExtension: withSpec(TRAFFIC_EXTENSION_SCHEMA),
  K8sGateway: withSpec(K8S_GATEWAY_SCHEMA),
  GatewayClass: withSpec(GATEWAY_CLASS_SCHEMA),
  HTTPRoute: withSpec(HTTP_ROUTE_SCHEMA),
  GRPCRoute: withSpec(GRPC_ROUTE_SCHEMA),
  TCPRoute: withSpec(TCP_ROUTE_SCHEMA),
  TLSRoute: withSpec(TLS_ROUTE_SCHEMA),
  ListenerSet: withSpec(LISTENER_SET_SCHEMA),
  BackendTLSPolicy: withSpec(BACKEND_TLS_POLICY_SCHEMA),
  ReferenceGrant: withSpec(REFERENCE_GRANT_SCHEMA),
  Service: withSpec(SERVICE_SCHEMA),
  Secret: withFields(SECRET_FIELDS, 'Certificates, keys and other things to keep secret.'),
  ConfigMap: withFields(CONFIG_MAP_FIELDS, 'Texts for programs.'),
  Endpoints: withFields(ENDPOINTS_FIELDS, 'Addresses of a service.'),
};

/** The schema of a whole object of a kind; undefined for kinds the mesh reads but does not judge. */
export function objectSchemaOf(kind: ConfigKindName): ObjectSchema | undefined {
  return SCHEMAS[kind];
}

/** Every kind that has a schema. */
export const DESCRIBED_KINDS = Object.keys(SCHEMAS) as readonly ConfigKindName[];
