import type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationRule,
  AuthorizationSource,
} from '../config/kinds/security';
import type { AccessRequest, AccessTest } from './access-request';
import { conditionValue } from './condition-values';
import {
  compileField,
  type FieldContext,
  type FieldTest,
  type FieldValues,
  type ValueCompiler,
} from './field-test';
import { hostValue, methodValue, pathValue, portValue } from './operation-values';
import {
  namespaceValue,
  principalValue,
  remoteIpValue,
  requestPrincipalValue,
  serviceAccountValue,
  sourceIpValue,
  trustDomainValue,
  type ValueScope,
} from './source-values';

/** One rule of a policy, ready to be asked. */
export interface CompiledRule {
  readonly test: AccessTest;
  /** Each alternative of `from`, each of `to`, and `when` as one alternative: all fields of some alternative must hold. */
  readonly parts: readonly RulePart[];
}

/** A part of a rule with its alternatives, for explanations. */
export interface RulePart {
  readonly name: 'from' | 'to' | 'when';
  readonly alternatives: readonly (readonly FieldTest[])[];
}

/** Compiles a rule: some `from`, some `to` and all of `when`; undefined for one that can never match. */
export function compileRule(
  rule: AuthorizationRule | null,
  scope: ValueScope,
  context: FieldContext,
): CompiledRule | undefined {
  const { from, to, when } = rule ?? {};
  const sources = (from ?? []).map((one) => compileSource(one?.source ?? {}, scope, context));
  const operations = (to ?? []).map((one) => compileOperation(one?.operation ?? {}, scope, context));
  const conditions = joinFields((when ?? []).map((one) => compileCondition(one, scope, context)));
  // In Istio one field that can't be judged takes the whole rule of an ALLOW policy with it.
  if (conditions === 'dropped') return undefined;
  const parts: RulePart[] = [];
  for (const [name, list] of [
    ['from', sources],
    ['to', operations],
  ] as const) {
    const alternatives = list.filter((one) => one !== 'dropped');
    if (alternatives.length < list.length) return undefined;
    if (list.length > 0) parts.push({ name, alternatives });
  }
  if (conditions.length > 0) parts.push({ name: 'when', alternatives: [conditions] });
  return {
    parts,
    test: (request) => parts.every((part) => part.alternatives.some((one) => holds(one, request))),
  };
}

function holds(fields: readonly FieldTest[], request: AccessRequest): boolean {
  for (let i = 0; i < fields.length; i++) if (fields[i]?.test(request) === false) return false;
  return true;
}

type Compiled = FieldTest[] | 'dropped';

function compileSource(source: AuthorizationSource, scope: ValueScope, context: FieldContext): Compiled {
  return compileFields(context, [
    [field('principals', source.principals, source.notPrincipals), principalValue(scope)],
    [
      field('requestPrincipals', source.requestPrincipals, source.notRequestPrincipals),
      requestPrincipalValue(scope),
    ],
    [field('namespaces', source.namespaces, source.notNamespaces), namespaceValue],
    [field('serviceAccounts', source.serviceAccounts, source.notServiceAccounts), serviceAccountValue(scope)],
    [field('trustDomains', source.trustDomains, source.notTrustDomains), trustDomainValue],
    [field('ipBlocks', source.ipBlocks, source.notIpBlocks), sourceIpValue],
    [field('remoteIpBlocks', source.remoteIpBlocks, source.notRemoteIpBlocks), remoteIpValue],
  ]);
}

function compileOperation(
  operation: AuthorizationOperation,
  scope: ValueScope,
  context: FieldContext,
): Compiled {
  return compileFields(context, [
    [field('hosts', operation.hosts, operation.notHosts), hostValue(scope)],
    [field('ports', operation.ports, operation.notPorts), portValue],
    [field('methods', operation.methods, operation.notMethods), methodValue(scope)],
    [field('paths', operation.paths, operation.notPaths), pathValue(scope)],
  ]);
}

function compileCondition(
  condition: AuthorizationCondition,
  scope: ValueScope,
  context: FieldContext,
): Compiled {
  const { key = '', values, notValues } = condition ?? {};
  const compile = conditionValue(key, scope);
  return compileField(field(key, values, notValues), compile ?? (() => undefined), context);
}

function compileFields(
  context: FieldContext,
  fields: readonly (readonly [FieldValues, ValueCompiler])[],
): Compiled {
  return joinFields(fields.map(([values, compile]) => compileField(values, compile, context)));
}

function joinFields(fields: readonly Compiled[]): Compiled {
  const known = fields.filter((one) => one !== 'dropped');
  return known.length < fields.length ? 'dropped' : known.flat();
}

function field(
  name: string,
  values: FieldValues['values'],
  notValues: FieldValues['notValues'],
): FieldValues {
  return { name, values, notValues };
}
