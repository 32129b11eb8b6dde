import type { ConfigKindName } from './kinds';
import { DESTINATION_RULE_SCHEMA } from './kinds/destination-rule';
import { GATEWAY_SCHEMA } from './kinds/gateway';
import {
  AUTHORIZATION_POLICY_SCHEMA,
  PEER_AUTHENTICATION_SCHEMA,
  REQUEST_AUTHENTICATION_SCHEMA,
} from './kinds/security';
import { SERVICE_ENTRY_SCHEMA, WORKLOAD_ENTRY_SCHEMA } from './kinds/service-entry';
import { SIDECAR_SCHEMA } from './kinds/sidecar';
import { VIRTUAL_SERVICE_SCHEMA } from './kinds/virtual-service';
import type { Schema } from './schema/schema';

/** The shape of `spec` by kind, for kinds whose shape is known. */
export const SPEC_SCHEMAS: Readonly<Partial<Record<ConfigKindName, Schema>>> = {
  VirtualService: VIRTUAL_SERVICE_SCHEMA,
  DestinationRule: DESTINATION_RULE_SCHEMA,
  Gateway: GATEWAY_SCHEMA,
  ServiceEntry: SERVICE_ENTRY_SCHEMA,
  WorkloadEntry: WORKLOAD_ENTRY_SCHEMA,
  Sidecar: SIDECAR_SCHEMA,
  PeerAuthentication: PEER_AUTHENTICATION_SCHEMA,
  RequestAuthentication: REQUEST_AUTHENTICATION_SCHEMA,
  AuthorizationPolicy: AUTHORIZATION_POLICY_SCHEMA,
};
