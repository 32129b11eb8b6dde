import { AUTHORIZATION_POLICY_SCHEMA } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { readSpec } from '../read/read-spec';

const IDENTITY_FIELDS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'] as const;
const IDENTITY_KEYS: ReadonlySet<string> = new Set([
  'source.namespace',
  'source.principal',
  'connection.sni',
]);

/** The paths of all fields of an AuthorizationPolicy that mean something only where callers prove who they are. */
export function mutualTlsFields(resource: ConfigResource): string[] {
  const { rules = [] } = readSpec(resource, AUTHORIZATION_POLICY_SCHEMA);
  return rules.flatMap(({ from = [], when = [] }, i) => [
    ...from.flatMap(({ source }, j) =>
      IDENTITY_FIELDS.filter((field) => (source?.[field] ?? []).length > 0).map(
        (field) => `spec.rules[${i}].from[${j}].source.${field}`,
      ),
    ),
    ...when.flatMap(({ key = '' }, j) => (IDENTITY_KEYS.has(key) ? [`spec.rules[${i}].when[${j}]`] : [])),
  ]);
}
