import {
  describeUnknownKind,
  describeUnknownVersion,
  isMistakenKind,
} from '../../config/describe-unknown-kind';
import { type ConfigKindName, kindOf } from '../../config/kinds';
import { objectSchemaOf } from '../../config/object-schema';
import { formatPath, parsePath } from '../../config/parse-path';
import { type ConfigResource, referenceOf } from '../../config/resource';
import { checkLimits } from '../../config/schema/check-limits';
import { checkSchema, type ShapeProblem } from '../../config/schema/check-schema';
import type { ObjectSchema } from '../../config/schema/schema';
import { valueAt } from '../../config/value-at';
import type { Finding, Fix } from '../finding';
import { checkKind } from './check-kind';
import { createFieldReport, type FieldProblem } from './field-report';
import { checkMeshConfigMap } from './mesh-config/mesh-config';
import { checkAnnotations } from './metadata';
import { findEmptyItems, tidyValue } from './tidy-value';

const WRONG_TYPE = 'schema/wrong-type';

/**
 * Everything that is wrong with one object taken by itself: fields that do not exist or have the wrong shape, what
 * Istio's validator refuses or warns of, and what an API server would refuse besides.
 */
export function checkFields(resource: ConfigResource): Finding[] {
  const kind = kindOf(resource);
  if (kind === undefined && isMistakenKind(resource)) return [toFinding(unknownKind(resource), resource)];
  const schema = kind === undefined ? undefined : objectSchemaOf(kind);
  if (kind === undefined || schema === undefined) return [];
  const shape = checkShape(resource, schema);
  const found = [
    ...checkVersion(resource),
    ...shape,
    ...withoutMistyped(checkValues(resource, kind, schema), shape),
  ];
  return [...found, ...checkServerLimits(resource, schema, found)].map((problem) =>
    toFinding(problem, resource),
  );
}

/** Istio would not even see such an object. */
function unknownKind(resource: ConfigResource): FieldProblem {
  const message = describeUnknownKind(resource);
  return { rule: 'schema/unknown-kind', codes: [], severity: 'error', path: 'kind', message };
}

/** A cluster would not take it, though every field of it is right. */
function checkVersion(resource: ConfigResource): FieldProblem[] {
  const message = isMistakenKind(resource) ? describeUnknownVersion(resource) : undefined;
  if (message === undefined) return [];
  return [{ rule: 'schema/unknown-version', codes: [], severity: 'error', path: 'apiVersion', message }];
}

function checkShape({ raw }: ConfigResource, schema: ObjectSchema): FieldProblem[] {
  const shape = checkSchema(raw, schema).map((problem): FieldProblem => {
    const fix = fixOf(problem, raw);
    const { path, message } = problem;
    return {
      rule: `schema/${problem.kind}`,
      codes: ['IST0106'],
      severity: 'error',
      path,
      message,
      ...(fix === undefined ? {} : { fix }),
    };
  });
  const empty = findEmptyItems(raw, schema, '').map(
    (path): FieldProblem => ({
      rule: 'schema/empty-item',
      codes: ['IST0106'],
      severity: 'error',
      path,
      message: `${path} is empty; remove it or give it a value`,
    }),
  );
  return [...shape, ...empty];
}

/** A misspelt name or word is replaced by the one that was meant. */
function fixOf({ kind, path, suggestion }: ShapeProblem, raw: unknown): Fix | undefined {
  if (suggestion === undefined) return undefined;
  const steps = parsePath(path);
  const last = String(steps.at(-1));
  if (kind === 'unknown-value') return { title: `Use "${suggestion}"`, edits: [{ path, value: suggestion }] };
  const meant = `${path.slice(0, path.lastIndexOf(last))}${suggestion}`;
  return {
    title: `Replace "${last}" by "${suggestion}"`,
    edits: [{ path }, { path: meant, value: valueAt(raw, steps) }],
  };
}

function checkValues(resource: ConfigResource, kind: ConfigKindName, schema: ObjectSchema): FieldProblem[] {
  const { report, problems } = createFieldReport();
  const { spec: specSchema } = schema.fields;
  if (kind === 'ConfigMap') return checkMeshConfigMap(resource);
  if (specSchema === undefined) return [];
  const spec = tidyValue(resource.spec, specSchema) ?? {};
  checkAnnotations(kind, spec, resource.metadata, report);
  checkKind(kind, spec, resource.metadata, report);
  return problems;
}

/** A value of a wrong type is no value to the checks of values: what they miss there has been said already. */
function withoutMistyped(
  problems: readonly FieldProblem[],
  shape: readonly FieldProblem[],
): readonly FieldProblem[] {
  const mistyped = new Set(shape.filter(({ rule }) => rule === WRONG_TYPE).map(({ path }) => plain(path)));
  return mistyped.size === 0 ? problems : problems.filter(({ path }) => !mistyped.has(plain(path)));
}

/** What an API server refuses and nothing else has already said of the same place. */
function checkServerLimits(
  { raw }: ConfigResource,
  schema: ObjectSchema,
  found: readonly FieldProblem[],
): FieldProblem[] {
  const said = found.filter(({ severity }) => severity === 'error').map(({ path }) => plain(path));
  return checkLimits(raw, schema)
    .filter(({ path }) => {
      const own = plain(path);
      return !said.some(
        (other) => other === own || other.startsWith(`${own}.`) || other.startsWith(`${own}[`),
      );
    })
    .map(({ path, message }) => ({ rule: 'schema/limit', codes: [], severity: 'error', path, message }));
}

/** `tags["a"]` and `tags.a` are one place. */
function plain(path: string): string {
  return formatPath(parsePath(path));
}

function toFinding({ path, ...problem }: FieldProblem, resource: ConfigResource): Finding {
  const position = resource.origin.locate(path);
  return {
    ...problem,
    path,
    resource: referenceOf(resource),
    file: resource.origin.file,
    ...(position === undefined ? {} : { position }),
  };
}
