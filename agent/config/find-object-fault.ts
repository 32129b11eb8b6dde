import type { ConfigObject } from '../../lib/mesh/config/config-object';
import { kindOf } from '../../lib/mesh/config/kinds';
import { DESTINATION_RULE_SCHEMA } from '../../lib/mesh/config/kinds/destination-rule';
import { GATEWAY_SCHEMA } from '../../lib/mesh/config/kinds/gateway';
import {
  AUTHORIZATION_POLICY_SCHEMA,
  PEER_AUTHENTICATION_SCHEMA,
  REQUEST_AUTHENTICATION_SCHEMA,
} from '../../lib/mesh/config/kinds/security';
import { SERVICE_ENTRY_SCHEMA, WORKLOAD_ENTRY_SCHEMA } from '../../lib/mesh/config/kinds/service-entry';
import { SIDECAR_SCHEMA } from '../../lib/mesh/config/kinds/sidecar';
import { VIRTUAL_SERVICE_SCHEMA } from '../../lib/mesh/config/kinds/virtual-service';
import { resourceOf } from '../../lib/mesh/config/parse-resources';
import { type ConfigResource, describeResource } from '../../lib/mesh/config/resource';
import { checkSchema } from '../../lib/mesh/config/schema/check-schema';
import type { Schema } from '../../lib/mesh/config/schema/schema';

const SCHEMAS: Readonly<Record<string, Schema>> = {
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

/** Objects found good, by identity: a delta leaves most of them as they are. */
const good = new WeakSet<ConfigObject>();

/** Why an agent cannot read an object, with the object's name; kinds and fields of a newer console are passed over. */
export function findObjectFault(object: ConfigObject): string | undefined {
  if (good.has(object)) return undefined;
  const fault = judge(object);
  if (fault === undefined) good.add(object);
  return fault;
}

function judge(object: ConfigObject): string | undefined {
  let resource: ConfigResource;
  try {
    resource = resourceOf(object);
  } catch (error) {
    return `${object.kind} "${object.metadata.name}": ${error instanceof Error ? error.message : error}`;
  }
  const schema = SCHEMAS[kindOf(resource) ?? ''];
  if (schema === undefined) return undefined;
  const problem = checkSchema(resource.spec, schema, ['spec']).find(({ kind }) => kind === 'wrong-type');
  return problem === undefined ? undefined : `${describeResource(resource)}: ${problem.message}`;
}
