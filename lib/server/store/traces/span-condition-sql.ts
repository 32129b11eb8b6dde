import { toWholePattern } from '../../../mesh/pattern/portable-pattern';
import { compilePattern } from '../../../mesh/pattern/re2';
import type { SpanColumn, SpanCondition, SpanField } from '../../../mesh/trace/query/span-condition';
import type { Conditions } from '../database/conditions';
import { tagSql } from './tag-sql';

type Condition<Kind extends SpanCondition['kind']> = Extract<SpanCondition, { kind: Kind }>;

/** The longest text that is read as a number; a question mark would stand for a parameter. */
const NUMBER = "'^-{0,1}[0-9]{1,30}([.][0-9]{1,30}){0,1}$'";
/**
 * The path as `pathOf` of the model takes it from the tags, letter for letter as it is indexed (see prisma/migrations); a question mark
 * would stand for a parameter.
 */
const URL = "coalesce(tags ->> 'url.path', tags ->> 'http.target', tags ->> 'http.url', tags ->> 'url.full')";
const BARE = `split_part(split_part(${URL}, chr(63), 1), '#', 1)`;
const PATH = `coalesce(nullif(regexp_replace(${BARE}, '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*', ''), ''),
  CASE WHEN ${URL} IS NULL THEN NULL ELSE '/' END)`;
const FLAGS = 'response_flags';
const NO_FLAG = '-';
/** The condition of the index of spans with flags, letter for letter. */
const FLAGGED = `(tags ->> '${FLAGS}') <> '${NO_FLAG}'`;
const COLUMNS: Readonly<Record<SpanColumn, string>> = {
  service: 'service',
  namespace: 'namespace',
  workload: 'workload',
  version: 'version',
  name: 'name',
  status: 'status',
  kind: 'kind',
  duration: 'duration_us',
  code: 'response_code',
  path: PATH,
};

/** Adds a condition on spans to a WHERE clause. */
export function addSpanCondition(where: Conditions, condition: SpanCondition): void {
  where.add(toSql(where, condition));
}

// Every comparison is made true or false: with NULL for what a span does not have, NOT would lose it.
function toSql(where: Conditions, condition: SpanCondition): string {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const joint = condition.kind === 'and' ? 'AND' : 'OR';
      return `(${toSql(where, condition.left)} ${joint} ${toSql(where, condition.right)})`;
    }
    case 'not':
      return `(NOT coalesce(${toSql(where, condition.inner)}, false))`;
    case 'always':
      return String(condition.isMet);
    case 'has':
      return `(${spanExpression(where, condition.field)} IS ${condition.isWanted ? 'NOT NULL' : 'NULL'})`;
    case 'text':
      return textSql(where, condition);
    case 'number':
      return numberSql(where, condition);
    default:
      return condition satisfies never;
  }
}

function textSql(where: Conditions, { field, operator, value }: Condition<'text'>): string {
  const isPattern = operator.endsWith('~');
  if (operator === '=' && field.column === 'service') return serviceSql(where, value);
  if (operator === '=' && field.tag !== undefined) return tagSql(where, { [field.tag]: value });
  const compared = where.parameter(isPattern ? toWholePattern(value) : value);
  const matches = (expression: string) => `${expression} ${isPattern ? '~' : '='} ${compared}`;
  const own = spanExpression(where, field);
  const sql =
    field.column === 'service'
      ? `(${matches(own)} OR ${matches("(service || '.' || namespace)")})`
      : matches(own);
  if (operator.startsWith('!')) return `(NOT (${sql}))`;
  return field.tag === FLAGS && !takesNoFlag(value) ? `(${sql} AND ${FLAGGED})` : `(${sql})`;
}

function takesNoFlag(value: string): boolean {
  const pattern = compilePattern(value);
  return 'error' in pattern || pattern.matches(NO_FLAG);
}

/** `service` or `service.namespace`, in a form that an index on services can answer. */
function serviceSql(where: Conditions, value: string): string {
  const dot = value.lastIndexOf('.');
  const bare = `service = ${where.parameter(value)}`;
  if (dot < 0) return `(${bare})`;
  const service = where.parameter(value.slice(0, dot));
  return `(${bare} OR (service = ${service} AND namespace = ${where.parameter(value.slice(dot + 1))}))`;
}

function numberSql(where: Conditions, { field, operator, value }: Condition<'number'>): string {
  const own = spanExpression(where, field);
  const type = field.tag === undefined && Number.isSafeInteger(value) ? 'int8' : 'float8';
  const compared = `${where.parameter(value)}::${type}`;
  const sign = operator === '!=' ? '<>' : operator;
  if (field.tag === undefined) return `(${own} ${sign} ${compared})`;
  return `(CASE WHEN ${own} ~ ${NUMBER} THEN (${own})::float8 ${sign} ${compared} ELSE false END)`;
}

/** What a field is in a row of `spans`. */
export function spanExpression(where: Conditions, { column, tag }: SpanField): string {
  return column === undefined ? `(tags ->> ${where.parameter(tag)}::text)` : COLUMNS[column];
}
