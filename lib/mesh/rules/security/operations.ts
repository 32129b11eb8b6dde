import { AUTHORIZATION_POLICY_SCHEMA, type AuthorizationOperation } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { readSpec } from '../read/read-spec';

/** Values of one field of a policy's operations, each with its path. */
export function operationValues(
  resource: ConfigResource,
  field: keyof AuthorizationOperation,
): { value: string; path: string }[] {
  const { rules = [] } = readSpec(resource, AUTHORIZATION_POLICY_SCHEMA);
  return rules.flatMap(({ to = [] }, i) =>
    to.flatMap(({ operation }, j) =>
      (operation?.[field] ?? []).map((value, k) => ({
        value,
        path: `spec.rules[${i}].to[${j}].operation.${field}[${k}]`,
      })),
    ),
  );
}
