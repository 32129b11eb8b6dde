import { kindOf } from '../../../mesh/config/kinds';
import { type ConfigResource, referenceOf } from '../../../mesh/config/resource';
import { checkSchema, type ShapeProblem } from '../../../mesh/config/schema/check-schema';
import { SPEC_SCHEMAS } from '../../../mesh/config/spec-schemas';
import type { Finding } from '../../../mesh/rules/finding';

/** Fields and words of an object that its kind does not have. */
export function judgeShapes(resources: readonly ConfigResource[]): Finding[] {
  return resources.flatMap((resource) => {
    const kind = kindOf(resource);
    const schema = kind === undefined ? undefined : SPEC_SCHEMAS[kind];
    if (schema === undefined) return [];
    return checkSchema(resource.spec, schema, ['spec']).map((problem) => toFinding(resource, problem));
  });
}

function toFinding(resource: ConfigResource, { kind, path, message }: ShapeProblem): Finding {
  const position = resource.origin.locate(path);
  return {
    rule: `schema/${kind}`,
    codes: ['IST0106'],
    severity: 'error',
    resource: referenceOf(resource),
    path,
    message,
    file: resource.origin.file,
    ...(position === undefined ? {} : { position }),
  };
}
