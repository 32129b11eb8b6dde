import fc from 'fast-check';
import { CONFIG_KINDS, type ConfigKindName } from '@/lib/mesh/config/kinds';
import { DESTINATION_RULE_SCHEMA } from '@/lib/mesh/config/kinds/destination-rule';
import { GATEWAY_SCHEMA } from '@/lib/mesh/config/kinds/gateway';
import {
  AUTHORIZATION_POLICY_SCHEMA,
  PEER_AUTHENTICATION_SCHEMA,
  REQUEST_AUTHENTICATION_SCHEMA,
} from '@/lib/mesh/config/kinds/security';
import { SERVICE_ENTRY_SCHEMA } from '@/lib/mesh/config/kinds/service-entry';
import { SIDECAR_SCHEMA } from '@/lib/mesh/config/kinds/sidecar';
import { VIRTUAL_SERVICE_SCHEMA } from '@/lib/mesh/config/kinds/virtual-service';
import type { Schema } from '@/lib/mesh/config/schema/schema';

const SCHEMAS: Partial<Record<ConfigKindName, Schema>> = {
  VirtualService: VIRTUAL_SERVICE_SCHEMA,
  DestinationRule: DESTINATION_RULE_SCHEMA,
  Gateway: GATEWAY_SCHEMA,
  ServiceEntry: SERVICE_ENTRY_SCHEMA,
  Sidecar: SIDECAR_SCHEMA,
  PeerAuthentication: PEER_AUTHENTICATION_SCHEMA,
  RequestAuthentication: REQUEST_AUTHENTICATION_SCHEMA,
  AuthorizationPolicy: AUTHORIZATION_POLICY_SCHEMA,
};

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);

/** Objects of a kind: whatever its schema allows, with fields nobody knows and values of wrong types strewn in. */
export function arbitraryObject(kind: ConfigKindName): fc.Arbitrary<Record<string, unknown>> {
  const schema = SCHEMAS[kind];
  const { group, kind: name } = CONFIG_KINDS[kind];
  return fc
    .tuple(word, word, schema === undefined ? fc.jsonValue({ maxDepth: 4 }) : arbitraryValue(schema, 5))
    .map(([namespace, label, spec]) => ({
      apiVersion: `${group}/v1`,
      kind: name,
      metadata: { name: label, namespace, labels: { team: label } },
      spec,
      status: { seen: true },
    }));
}

function arbitraryValue(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const right = arbitraryRight(schema, depth);
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) });
}

function arbitraryRight(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return fc.jsonValue({ maxDepth: 0 });
  switch (schema.type) {
    case 'object': {
      const fields = Object.entries(schema.fields).map(
        ([name, field]) => [name, arbitraryValue(field, depth - 1)] as const,
      );
      return fc.record(
        { ...Object.fromEntries(fields), unknownField: fc.jsonValue({ maxDepth: 1 }) },
        {
          requiredKeys: [],
        },
      );
    }
    case 'list':
      return fc.array(arbitraryValue(schema.item, depth - 1), { maxLength: 3 });
    case 'map':
      return fc.dictionary(word, arbitraryValue(schema.value, depth - 1), { maxKeys: 2 });
    case 'integer':
    case 'number':
      return fc.integer({ min: 0, max: 100 });
    case 'boolean':
      return fc.boolean();
    case 'duration':
      return fc.constantFrom('5s', '100ms');
    case 'any':
      return fc.jsonValue({ maxDepth: 1 });
    case 'string':
      return schema.values === undefined ? word : fc.constantFrom(...schema.values);
    default:
      return schema satisfies never;
  }
}
