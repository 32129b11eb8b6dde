import type { GraphEdge, GraphNode } from '../graph';
import type { FindField, FindSubject } from './find-field';
import { FIND_FIELDS, findField } from './find-fields';
import { type FindToken, tokenize } from './tokenize';

/** One way to go on. */
export interface FindOption {
  /** What to put in place of what was begun. */
  text: string;
  help: string;
}

/** Ways to go on at a place in an expression; they replace the text from `from` to the place. */
export interface FindCompletion {
  from: number;
  options: readonly FindOption[];
}

type Graph = { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] };

const MOST = 8;
const JOINS: readonly FindOption[] = [
  { text: 'and', help: 'Both sides hold' },
  { text: 'or', help: 'One side holds' },
];
const TEXT_OPERATORS: readonly FindOption[] = [
  { text: '=', help: 'Is' },
  { text: '!=', help: 'Is not' },
  { text: 'contains', help: 'Has it somewhere' },
  { text: 'startswith', help: 'Starts with it' },
  { text: 'endswith', help: 'Ends with it' },
];
const NUMBER_OPERATORS: readonly FindOption[] = [
  { text: '>', help: 'More than' },
  { text: '<', help: 'Less than' },
  { text: '=', help: 'Exactly' },
];
const OPERATOR_WORDS: readonly string[] = ['contains', 'startswith', 'endswith'];
const JOIN_WORDS: readonly string[] = ['and', 'or', 'not', 'is', 'has'];

/** How a find expression can go on at a place: fields, operators, the values that are in the graph, or a join. */
export function completeFind(text: string, at: number, graph: Graph): FindCompletion {
  const tokens = tokenize(text.slice(0, at));
  const last = tokens.at(-1);
  const begun = last?.kind === 'word' && endOf(last) === at ? last : undefined;
  const before = begun === undefined ? tokens : tokens.slice(0, -1);
  const typed = begun?.text.toLowerCase() ?? '';
  const options = optionsAfter(before, graph).filter(
    (option) => option.text !== begun?.text && unquoted(option.text).toLowerCase().startsWith(typed),
  );
  return { from: begun?.at ?? at, options: options.slice(0, MOST) };
}

function optionsAfter(before: readonly FindToken[], graph: Graph): readonly FindOption[] {
  const last = before.at(-1);
  const field = compared(before);
  if (field !== undefined) return valuesOf(field, graph);
  if (last === undefined || last.kind === 'open' || last.kind === 'not' || isOneOf(last, JOIN_WORDS))
    return FIELD_OPTIONS;
  if (last.kind !== 'word') return last.kind === 'close' ? JOINS : [];
  const isValue = compared(before.slice(0, -1)) !== undefined;
  const named = last.quoted || isValue ? undefined : findField(last.text);
  if (named === undefined) return JOINS;
  const joins = named.flag === undefined ? [] : JOINS;
  if (named.texts !== undefined) return [...TEXT_OPERATORS, ...joins];
  return named.number === undefined ? joins : [...NUMBER_OPERATORS, ...joins];
}

/** The field whose value comes next. */
function compared(before: readonly FindToken[]): FindField | undefined {
  const operator = before.at(-1);
  if (operator === undefined) return undefined;
  if (operator.kind !== 'operator' && !isOneOf(operator, OPERATOR_WORDS)) return undefined;
  const previous = before.at(-2);
  const isNegated = previous !== undefined && (previous.kind === 'not' || isOneOf(previous, ['not']));
  const name = isNegated ? before.at(-3) : previous;
  return name?.kind === 'word' && !name.quoted ? findField(name.text) : undefined;
}

const FIELD_OPTIONS: readonly FindOption[] = [
  ...FIND_FIELDS.flatMap(({ names, help }) => names.map((text) => ({ text, help }))),
  { text: 'not', help: 'The opposite' },
];

function valuesOf(field: FindField, graph: Graph): FindOption[] {
  const words = field.values === undefined ? valuesIn(field, graph) : Object.values(field.values);
  const distinct = [...new Set(words)].filter((word) => word !== '').sort();
  return distinct.map((word) => ({ text: quoted(word), help: field.help }));
}

function valuesIn({ texts, of }: FindField, graph: Graph): string[] {
  if (texts === undefined) return [];
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const subjects: FindSubject[] = of.includes('node')
    ? graph.nodes.map((node) => ({ node }))
    : graph.edges.map((edge) => ({ edge, source: byId.get(edge.source), target: byId.get(edge.target) }));
  return subjects.flatMap((subject) => texts(subject) ?? []);
}

function quoted(word: string): string {
  return tokenize(word).length === 1 ? word : `"${word}"`;
}

function unquoted(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1) : word;
}

function endOf(token: FindToken & { kind: 'word' }): number {
  return token.at + token.text.length + (token.quoted ? 1 : 0);
}

function isOneOf(token: FindToken, words: readonly string[]): boolean {
  return token.kind === 'word' && !token.quoted && words.includes(token.text.toLowerCase());
}
