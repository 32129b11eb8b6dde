import { describeUnknownKind, describeUnknownVersion } from '../../../mesh/config/describe-unknown-kind';
import { type ConfigKindName, kindOf } from '../../../mesh/config/kinds';
import { objectSchemaOf } from '../../../mesh/config/object-schema';
import type { ConfigResource } from '../../../mesh/config/resource';
import { checkSchema } from '../../../mesh/config/schema/check-schema';

/** RFC 1123, as Kubernetes takes names of objects and namespaces. */
const OBJECT_NAME = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;
const NAMESPACE_NAME = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** A field and what is wrong with it. */
interface DraftProblem {
  path: string;
  message: string;
}

/** Why a cluster would refuse an object whatever else it holds: kind, version, names, wrong types. */
export function findDraftProblems(resource: ConfigResource): readonly DraftProblem[] {
  const kind = kindOf(resource);
  if (kind === undefined) return [{ path: 'kind', message: describeUnknownKind(resource) }];
  const version = describeUnknownVersion(resource);
  if (version !== undefined) return [{ path: 'apiVersion', message: version }];
  const name = findNameProblem(resource);
  return [...(name === undefined ? [] : [name]), ...findWrongTypes(kind, resource)];
}

function findNameProblem({ kind, metadata, raw }: ConfigResource): DraftProblem | undefined {
  const written = raw.metadata as Readonly<Record<string, unknown>>;
  if (written.name === undefined || written.name === null) {
    return {
      path: 'metadata',
      message: `The ${kind} has no metadata.name; generateName is not enough to store it`,
    };
  }
  if (!OBJECT_NAME.test(metadata.name)) {
    const message = `"${metadata.name}" is no name: lower-case letters, digits, "-" and ".", at most 253 characters`;
    return { path: 'metadata.name', message };
  }
  if (metadata.namespace === '' || NAMESPACE_NAME.test(metadata.namespace)) return undefined;
  const message = `"${metadata.namespace}" is no namespace: lower-case letters, digits and "-", at most 63 characters`;
  return { path: 'metadata.namespace', message };
}

/** What the agents could not read either. */
function findWrongTypes(kind: ConfigKindName, resource: ConfigResource): readonly DraftProblem[] {
  const schema = objectSchemaOf(kind);
  if (schema === undefined) return [];
  return checkSchema(resource.raw, schema).filter((problem) => problem.kind === 'wrong-type');
}
