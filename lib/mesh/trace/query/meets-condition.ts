import { compilePattern } from '../../pattern/re2';
import type { Span } from '../span';
import { pathOf, responseCodeOf } from '../span-request';
import type {
  NumberOperator,
  SpanColumn,
  SpanCondition,
  SpanField,
  SpanValue,
  TextOperator,
} from './span-condition';

/** Whether a span meets a condition, as the store's SQL decides it. */
export function meetsCondition(condition: SpanCondition, span: Span): boolean {
  switch (condition.kind) {
    case 'and':
      return meetsCondition(condition.left, span) && meetsCondition(condition.right, span);
    case 'or':
      return meetsCondition(condition.left, span) || meetsCondition(condition.right, span);
    case 'not':
      return !meetsCondition(condition.inner, span);
    case 'always':
      return condition.isMet;
    case 'has':
      return (fieldValue(span, condition.field) !== undefined) === condition.isWanted;
    case 'text':
      return meetsText(condition, span);
    case 'number':
      return meetsNumber(condition, span);
    default:
      return condition satisfies never;
  }
}

const COLUMNS: Readonly<Record<SpanColumn, (span: Span) => SpanValue>> = {
  service: (span) => span.service,
  namespace: (span) => span.namespace,
  workload: (span) => span.workload,
  version: (span) => span.version,
  name: (span) => span.name,
  status: (span) => span.status,
  kind: (span) => span.kind,
  duration: (span) => span.duration_us,
  code: (span) => {
    const code = responseCodeOf(span.tags);
    return /^\d{1,3}$/.test(code) ? Number(code) : undefined;
  },
  path: (span) => pathOf(span.tags),
};

function fieldValue(span: Span, { column, tag }: SpanField): SpanValue {
  return column === undefined ? span.tags[tag] : COLUMNS[column](span);
}

/** What a span has in a field as a number; undefined for what is none. */
export function numberOf(span: Span, field: SpanField): number | undefined {
  const own = fieldValue(span, field);
  if (own === undefined || (typeof own === 'string' && !NUMBER.test(own))) return undefined;
  return Number(own);
}

function meetsNumber(
  { field, operator, value }: Extract<SpanCondition, { kind: 'number' }>,
  span: Span,
): boolean {
  const number = numberOf(span, field);
  return number !== undefined && compareNumbers(operator, number, value);
}

function meetsText(
  { field, operator, value }: Extract<SpanCondition, { kind: 'text' }>,
  span: Span,
): boolean {
  const own = fieldValue(span, field);
  if (own === undefined) return false;
  const texts = field.column === 'service' ? [String(own), `${own}.${span.namespace}`] : [String(own)];
  return compareTexts(operator, texts, value);
}

/** Whether one of several names of a thing is, or matches, a text; whether none does when the operator is negated. */
export function compareTexts(operator: TextOperator, texts: readonly string[], value: string): boolean {
  const isNegated = operator.startsWith('!');
  const isPattern = operator.endsWith('~');
  const pattern = isPattern ? compilePattern(value) : undefined;
  const isMatch = (text: string) =>
    pattern === undefined ? text === value : !('error' in pattern) && pattern.matches(text);
  return texts.some(isMatch) !== isNegated;
}

const NUMBER = /^-?\d{1,30}(\.\d{1,30})?$/;

/** Compares as a query says it. */
export function compareNumbers(operator: NumberOperator, number: number, value: number): boolean {
  switch (operator) {
    case '=':
      return number === value;
    case '!=':
      return number !== value;
    case '>':
      return number > value;
    case '>=':
      return number >= value;
    case '<':
      return number < value;
    case '<=':
      return number <= value;
    default:
      return operator satisfies never;
  }
}
