import type { FindExpression } from '../../../mesh/graph/find/find-expression';
import { readNumber } from '../../../mesh/graph/find/read-number';
import type { Operator } from '../../../mesh/graph/find/tokenize';
import { SEARCHED_FIELDS } from '../../../mesh/log/match-line';
import { findLogField } from '../../../mesh/log/query/log-fields';
import { type Conditions, containing } from '../database/conditions';

/** Adds a query of logs to a WHERE clause; see `meetsLogQuery` for what it means. */
export function addLogQuery(where: Conditions, expression: FindExpression): void {
  where.add(toSql(where, expression));
}

function toSql(where: Conditions, expression: FindExpression): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return `(${toSql(where, expression.left)} ${expression.kind.toUpperCase()} ${toSql(where, expression.right)})`;
    case 'not':
      return `(NOT ${toSql(where, expression.inner)})`;
    case 'text':
      return `(concat_ws(' ', ${SEARCHED_FIELDS.join(', ')}) ILIKE ${where.parameter(containing(expression.text))})`;
    case 'flag':
      return 'false';
    case 'compare':
      return compareSql(where, expression.field, expression.operator, expression.value);
    default:
      return expression satisfies never;
  }
}

function compareSql(where: Conditions, name: string, operator: Operator, value: string): string {
  const field = findLogField(name);
  if (field === undefined) return 'false';
  if (field.number !== undefined) {
    const [column, unit] = field.number;
    const wanted = `${where.parameter(readNumber(value, field.measure) ?? Number.NaN)}::float8`;
    return `coalesce(${column} / ${unit}::float8 ${operator === '!=' ? '<>' : operator} ${wanted}, false)`;
  }
  const isNegated = operator.startsWith('!');
  const pattern = where.parameter(patternOf(isNegated ? operator.slice(1) : operator, value));
  const matches = field.texts.map((column) => {
    if (field.isList) {
      return `EXISTS (SELECT FROM unnest(string_to_array(${column}, ',')) AS one WHERE one ILIKE ${pattern})`;
    }
    // The bare column is what its index of trigrams can answer; of an absent path only the empty text is a part.
    if (column === 'path' && value !== '') return `(path IS NOT NULL AND path ILIKE ${pattern})`;
    return `coalesce(${textOf(column)}, '') ILIKE ${pattern}`;
  });
  const any = `(${matches.join(' OR ')})`;
  return isNegated ? `(NOT ${any})` : any;
}

/** Ids are no texts in the store. */
const ID_TEXTS: Readonly<Record<string, string>> = {
  trace_id: "replace(trace_id::text, '-', '')",
  span_id: "encode(span_id, 'hex')",
};

function textOf(column: string): string {
  return ID_TEXTS[column] ?? column;
}

/** A LIKE pattern; the text's own wildcards are taken literally. */
function patternOf(operator: string, value: string): string {
  const literal = (containing(value) ?? '').slice(1, -1);
  if (operator === '*=') return `%${literal}%`;
  if (operator === '^=') return `${literal}%`;
  return operator === '$=' ? `%${literal}` : literal;
}
