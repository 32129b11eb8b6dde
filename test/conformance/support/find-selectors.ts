import type { FindExpression } from '@/lib/mesh/graph/find/find-expression';
import { findField } from '@/lib/mesh/graph/find/find-fields';

/** One condition as Kiali writes it. */
export interface Condition {
  prop: string;
  op: string;
  val?: string | number | undefined;
}

type Selector = Condition[][];

/** Kiali's properties for our fields, by a field's first name; a field read from several properties lists them. */
const PROPS: Readonly<Record<string, readonly string[]>> = {
  name: ['aggregateValue', 'app', 'service', 'workload'],
  node: ['nodeType'],
  operation: ['aggregateValue'],
  httpin: ['httpIn'],
  httpout: ['httpOut'],
  grpcin: ['grpcIn'],
  grpcout: ['grpcOut'],
  tcpin: ['tcpIn'],
  tcpout: ['tcpOut'],
  circuitbreaker: ['hasCB'],
  faultinjection: ['hasFaultInjection'],
  mirroring: ['hasMirroring'],
  requestrouting: ['hasRequestRouting'],
  requesttimeout: ['hasRequestTimeout'],
  trafficshifting: ['hasTrafficShifting'],
  tcptrafficshifting: ['hasTCPTrafficShifting'],
  virtualservice: ['hasVS'],
  workloadentry: ['hasWorkloadEntry'],
  external: ['isServiceEntry'],
  root: ['isRoot'],
  outside: ['isOutside'],
  outofmesh: ['isOutOfMesh'],
  dead: ['isDead'],
  inaccessible: ['isInaccessible'],
  idle: ['isIdle'],
  healthy: ['healthStatus'],
  sourceprincipal: ['sourcePrincipal'],
  destprincipal: ['destPrincipal'],
  responsetime: ['responseTime'],
  '%grpcerr': ['grpcPercentErr'],
  '%httperr': ['httpPercentErr'],
  '%grpctraffic': ['grpcPercentReq'],
  '%httptraffic': ['httpPercentReq'],
  mtls: ['isMTLS'],
  traffic: ['hasTraffic'],
};

interface Term {
  field: string;
  conditions: Condition[];
}

/** What an expression selects, in Kiali's terms: an or of ands for nodes and one for edges. */
export function toSelectors(expression: FindExpression): { nodeSelector: Selector; edgeSelector: Selector } {
  const clauses = toClauses(expression, false);
  const isOfEdges = (clause: Term[]): boolean =>
    clause.some(({ field }) => findField(field)?.of.includes('node') === false);
  const conditionsOf = (clause: Term[]): Condition[] => clause.flatMap(({ conditions }) => conditions);
  return {
    nodeSelector: clauses.filter((clause) => !isOfEdges(clause)).map(conditionsOf),
    edgeSelector: clauses.filter(isOfEdges).map(conditionsOf),
  };
}

function toClauses(expression: FindExpression, isNegated: boolean): Term[][] {
  switch (expression.kind) {
    case 'not':
      return toClauses(expression.inner, !isNegated);
    case 'and':
    case 'or': {
      const left = toClauses(expression.left, isNegated);
      const right = toClauses(expression.right, isNegated);
      const isOr = (expression.kind === 'or') !== isNegated;
      return isOr ? [...left, ...right] : left.flatMap((one) => right.map((other) => [...one, ...other]));
    }
    case 'text':
      throw new Error(`a search for "${expression.text}" in names`);
    case 'flag':
      return [[{ field: expression.field, conditions: flagConditions(expression.field, isNegated) }]];
    default: {
      const { field, value, operator } = expression;
      const op = isNegated ? negate(operator) : operator;
      if (value.toLowerCase() === 'nan') {
        const isThere = op === '!=';
        return [[{ field, conditions: propsOf(field).map((prop) => presence(prop, isThere)) }]];
      }
      const val = findField(field)?.values?.[value.toLowerCase()] ?? value;
      const conditions = propsOf(field).map((prop) => ({ prop, op, val: kindOf(field, val) }));
      return op.startsWith('!')
        ? [[{ field, conditions }]]
        : conditions.map((one) => [{ field, conditions: [one] }]);
    }
  }
}

function flagConditions(field: string, isNegated: boolean): Condition[] {
  const [prop = field] = propsOf(field);
  const isAbove = { prop, op: isNegated ? '<=' : '>', val: 0 };
  if (prop === 'isMTLS' || field.startsWith('label:')) return [isAbove];
  if (prop !== 'healthStatus') return [presence(prop, !isNegated)];
  // What has no health is neither healthy nor not.
  return isNegated
    ? ['Healthy', 'No health information', 'Not Ready'].map((val) => ({ prop, op: '!=', val }))
    : [{ prop, op: '=', val: 'Healthy' }];
}

function presence(prop: string, isThere: boolean): Condition {
  return { prop, op: isThere ? 'truthy' : 'falsy' };
}

function propsOf(field: string): readonly string[] {
  return PROPS[field] ?? [field.replaceAll(/[^a-zA-Z0-9]/g, '_')];
}

function kindOf(field: string, value: string): string {
  return field === 'node' && value === 'operation' ? 'aggregate' : value;
}

function negate(operator: string): string {
  const opposites: Readonly<Record<string, string>> = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' };
  return opposites[operator] ?? (operator.startsWith('!') ? operator.slice(1) : `!${operator}`);
}
