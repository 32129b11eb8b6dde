import type { FindExpression } from '../../graph/find/find-expression';
import { readNumber } from '../../graph/find/read-number';
import type { Operator } from '../../graph/find/tokenize';
import type { AccessLogEntry } from '../access-log-entry';
import { isMatchingLine } from '../match-line';
import { findLogField, type LogField } from './log-fields';

/** Whether a line meets a query, as the store's SQL decides it: case makes no difference, what is missing is empty. */
export function meetsLogQuery(expression: FindExpression, line: AccessLogEntry): boolean {
  switch (expression.kind) {
    case 'and':
      return meetsLogQuery(expression.left, line) && meetsLogQuery(expression.right, line);
    case 'or':
      return meetsLogQuery(expression.left, line) || meetsLogQuery(expression.right, line);
    case 'not':
      return !meetsLogQuery(expression.inner, line);
    case 'text':
      return isMatchingLine(line, expression.text.toLowerCase());
    case 'flag':
      return false;
    case 'compare':
      return compare(findLogField(expression.field), expression.operator, expression.value, line);
    default:
      return expression satisfies never;
  }
}

function compare(
  field: LogField | undefined,
  operator: Operator,
  value: string,
  line: AccessLogEntry,
): boolean {
  if (field === undefined) return false;
  if (field.number !== undefined) {
    const [column, unit] = field.number;
    const own = line[column];
    return (
      typeof own === 'number' &&
      compareNumbers(own / unit, operator, readNumber(value, field.measure) ?? Number.NaN)
    );
  }
  const { texts, isList } = field;
  const wanted = value.toLowerCase();
  const own = texts.flatMap((column) => {
    const text = String(line[column] ?? '').toLowerCase();
    return isList ? text.split(',') : [text];
  });
  const isNegated = operator.startsWith('!');
  return own.some((text) => isMatch(text, isNegated ? operator.slice(1) : operator, wanted)) !== isNegated;
}

function isMatch(text: string, operator: string, wanted: string): boolean {
  if (operator === '*=') return text.includes(wanted);
  if (operator === '^=') return text.startsWith(wanted);
  return operator === '$=' ? text.endsWith(wanted) : text === wanted;
}

function compareNumbers(own: number, operator: Operator, wanted: number): boolean {
  if (operator === '>') return own > wanted;
  if (operator === '>=') return own >= wanted;
  if (operator === '<') return own < wanted;
  if (operator === '<=') return own <= wanted;
  return (own === wanted) === (operator === '=');
}
