import type { FindExpression, ParsedFind } from '../../graph/find/find-expression';
import { parseFind } from '../../graph/find/parse-find';
import { findLogField } from './log-fields';

/** Reads a query of logs: the language of the graph's find, with the fields of lines; words are looked for in the line. */
export function readLogQuery(text: string): ParsedFind {
  return parseFind(text, findLogField);
}

/** The words of a query that asks for nothing else, all of which must occur; undefined for other queries. */
export function wordsOf(expression: FindExpression): string[] | undefined {
  if (expression.kind === 'text') return [expression.text];
  if (expression.kind !== 'and') return undefined;
  const [left, right] = [wordsOf(expression.left), wordsOf(expression.right)];
  return left === undefined || right === undefined ? undefined : [...left, ...right];
}
