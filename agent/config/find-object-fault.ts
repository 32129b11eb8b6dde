import type { ConfigObject } from '../../lib/mesh/config/config-object';
import { kindOf } from '../../lib/mesh/config/kinds';
import { type ConfigResource, describeResource } from '../../lib/mesh/config/resource';
import { resourceOf } from '../../lib/mesh/config/resource-of';
import { checkSchema } from '../../lib/mesh/config/schema/check-schema';
import { SPEC_SCHEMAS } from '../../lib/mesh/config/spec-schemas';

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
  const kind = kindOf(resource);
  const schema = kind === undefined ? undefined : SPEC_SCHEMAS[kind];
  if (schema === undefined) return undefined;
  const problem = checkSchema(resource.spec, schema, ['spec']).find(({ kind }) => kind === 'wrong-type');
  return problem === undefined ? undefined : `${describeResource(resource)}: ${problem.message}`;
}
