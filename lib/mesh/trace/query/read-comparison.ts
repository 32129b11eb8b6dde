import { findPatternProblem } from '../../pattern/portable-pattern';
import { fieldOf, findAttribute, findIntrinsic, type QueryField, tagOf, unquote } from './query-fields';
import type { QueryNode, QueryReading } from './query-reading';
import { readDurationUs } from './read-duration';
import {
  KIND_WORDS,
  type NumberOperator,
  type SpanField,
  STATUS_WORDS,
  type TextOperator,
} from './span-condition';
import type { SetCondition, TraceField } from './spanset';

const TEXT_OPERATORS: readonly string[] = ['=', '!=', '=~', '!~'] satisfies TextOperator[];
const NUMBER_OPERATORS: readonly string[] = ['=', '!=', '>', '>=', '<', '<='] satisfies NumberOperator[];
const MIRRORED: Readonly<Record<string, string>> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

/** A field in a query: what is known of it, and what a condition on it is about. */
export interface NamedField {
  field: SpanField;
  trace?: TraceField | undefined;
  type: QueryField['type'] | 'tag';
  name: string;
}

/** A value in a query: its node, its grammatical kind, and its text. */
interface Literal {
  node: QueryNode;
  kind: 'String' | 'Number' | 'Duration' | 'word';
  text: string;
}

/** `field operator value`, or the other way round. */
export function readComparison(
  reading: QueryReading,
  left: QueryNode,
  operatorNode: QueryNode,
  right: QueryNode,
): SetCondition {
  const written = reading.textOf(operatorNode);
  const isTurned = literalOf(reading, left) !== undefined;
  const [fieldNode, valueNode] = isTurned ? [right, left] : [left, right];
  const operator = isTurned ? (MIRRORED[written] ?? written) : written;
  const named = readField(reading, fieldNode);
  if (named === undefined)
    return reading.fail(fieldNode, 'A field belongs here: status, duration, span.http.method');
  const literal = literalOf(reading, valueNode);
  if (literal === undefined)
    return reading.fail(valueNode, 'A value belongs here; two fields cannot be compared');
  if (literal.text === 'nil' && literal.kind === 'word')
    return readPresence(reading, operatorNode, operator, named);
  return readTyped(reading, operatorNode, operator, named, literal);
}

function readPresence(
  reading: QueryReading,
  node: QueryNode,
  operator: string,
  { field, trace, name }: NamedField,
): SetCondition {
  if (trace !== undefined) return reading.fail(node, `Every trace has ${name}`);
  if (operator !== '=' && operator !== '!=') return reading.fail(node, 'nil is compared by = and != only');
  return { kind: 'has', field, isWanted: operator === '!=' };
}

function readTyped(
  reading: QueryReading,
  node: QueryNode,
  operator: string,
  named: NamedField,
  literal: Literal,
): SetCondition {
  const { type } = named;
  if (type === 'status')
    return readWord(reading, node, operator, named, literal, (word) =>
      STATUS_WORDS.find((one) => one === word),
    );
  if (type === 'kind') return readWord(reading, node, operator, named, literal, (word) => KIND_WORDS[word]);
  if (type === 'duration') return readDuration(reading, node, operator, named, literal);
  if (type === 'number' || (type === 'tag' && literal.kind === 'Number')) {
    return readNumber(reading, node, operator, named, literal);
  }
  return readText(reading, node, operator, named, literal);
}

function readWord(
  reading: QueryReading,
  node: QueryNode,
  operator: string,
  { field, name }: NamedField,
  literal: Literal,
  find: (word: string) => string | undefined,
): SetCondition {
  if (operator !== '=' && operator !== '!=')
    return reading.fail(node, `${name} is compared by = and != only`);
  const value = literal.kind === 'word' ? find(literal.text) : undefined;
  if (value === undefined) {
    const words = name.endsWith('kind') ? Object.keys(KIND_WORDS) : STATUS_WORDS;
    return reading.fail(literal.node, `${name} is one of ${words.join(', ')}`);
  }
  return { kind: 'text', field, operator, value };
}

function readDuration(
  reading: QueryReading,
  node: QueryNode,
  operator: string,
  named: NamedField,
  literal: Literal,
): SetCondition {
  const value = literal.kind === 'Duration' ? readDurationUs(literal.text) : undefined;
  if (value === undefined)
    return reading.fail(literal.node, 'A duration has a number and a unit: 250ms, 1.5s');
  return compareNumbers(reading, node, operator, named, value);
}

function readNumber(
  reading: QueryReading,
  node: QueryNode,
  operator: string,
  named: NamedField,
  literal: Literal,
): SetCondition {
  const value = literal.text.trim() === '' ? Number.NaN : Number(literal.text);
  if (!Number.isFinite(value)) return reading.fail(literal.node, `${named.name} is a number`);
  return compareNumbers(reading, node, operator, named, value);
}

function compareNumbers(
  reading: QueryReading,
  node: QueryNode,
  written: string,
  { field, trace }: NamedField,
  value: number,
): SetCondition {
  const operator = readNumberOperator(written);
  if (operator === undefined) return reading.fail(node, 'Numbers are compared by = != > >= < <=');
  if (trace === 'duration') return { kind: 'trace-number', field: trace, operator, value };
  return { kind: 'number', field, operator, value };
}

/** What numbers are compared by; undefined for other operators. */
export function readNumberOperator(operator: string): NumberOperator | undefined {
  return isOf(NUMBER_OPERATORS, operator) ? (operator as NumberOperator) : undefined;
}

function readText(
  reading: QueryReading,
  node: QueryNode,
  operator: string,
  { field, trace, name, type }: NamedField,
  literal: Literal,
): SetCondition {
  const isBoolean = literal.kind === 'word' && (literal.text === 'true' || literal.text === 'false');
  if (literal.kind !== 'String' && !(type === 'tag' && isBoolean)) {
    return reading.fail(literal.node, `${name} is a text: put it in quotes`);
  }
  if (!isOf(TEXT_OPERATORS, operator)) return reading.fail(node, 'Texts are compared by = != =~ !~');
  const problem = operator.endsWith('~') ? findPatternProblem(literal.text) : undefined;
  if (problem !== undefined) return reading.fail(literal.node, problem);
  const test = { operator: operator as TextOperator, value: literal.text };
  if (trace === 'rootName' || trace === 'rootService') return { kind: 'trace-text', field: trace, ...test };
  return { kind: 'text', field, ...test };
}

/** A field by its name; notes why it is none. */
export function readField(reading: QueryReading, node: QueryNode): NamedField | undefined {
  const inner = unwrap(reading, node);
  const name = reading.textOf(inner);
  if (inner.name === 'IntrinsicField') {
    const known = findIntrinsic(name);
    if (known !== undefined) {
      return { field: fieldOf(known, ''), trace: known.trace, type: known.type, name };
    }
    reading.fail(inner, `Searches do not know ${name}`);
    return { field: { tag: name }, type: 'tag', name };
  }
  if (inner.name !== 'AttributeField') return undefined;
  const tag = tagOf(name);
  if (tag === undefined) {
    reading.fail(inner, `Searches know attributes of spans and resources, not ${name}`);
    return { field: { tag: name }, type: 'tag', name };
  }
  const known = findAttribute(tag);
  return { field: fieldOf(known, tag), type: known?.type ?? 'tag', name };
}

function literalOf(reading: QueryReading, node: QueryNode): Literal | undefined {
  const inner = unwrap(reading, node);
  if (inner.name !== 'Static') return undefined;
  const grammar = inner.firstChild?.name;
  const text = reading.textOf(inner);
  const sign = reading.textOf(node).startsWith('-') ? '-' : '';
  if (grammar === 'String') return { node, kind: 'String', text: unquote(text) };
  if (grammar === 'Duration') return { node, kind: 'Duration', text: sign + text };
  if (grammar === 'Integer' || grammar === 'Float') return { node, kind: 'Number', text: sign + text };
  return { node, kind: 'word', text };
}

/** What stands inside parentheses and signs. */
function unwrap(reading: QueryReading, node: QueryNode): QueryNode {
  let inner = node;
  for (;;) {
    const parts = reading.partsOf(inner);
    const [only] = parts;
    if (inner.name !== 'FieldExpression' || only === undefined || parts.length > 1) return inner;
    inner = only;
  }
}

function isOf(operators: readonly string[], operator: string): boolean {
  return operators.includes(operator);
}
