import { type ConfigKindName, kindOf } from './kinds';
import { objectSchemaOf } from './object-schema';
import type { ConfigResource } from './resource';
import { checkLimits, type LimitProblem } from './schema/check-limits';
import { checkSchema } from './schema/check-schema';

/** Why an API server with the schemas of Istio and the Gateway API would refuse an object. */
export function checkAdmission(resource: ConfigResource): LimitProblem[] {
  const kind: ConfigKindName | undefined = kindOf(resource);
  const schema = kind === undefined ? undefined : objectSchemaOf(kind);
  if (schema === undefined) return [];
  const shape = checkSchema(resource.raw, schema);
  const broken = new Set(shape.map(({ path }) => path));
  return [...shape, ...checkLimits(resource.raw, schema).filter(({ path }) => !broken.has(path))];
}
