import {
  completeExpression,
  type FindCompletion,
  type FindOption,
} from '../../graph/find/complete-expression';
import { findLogField, LOG_FIELDS } from './log-fields';

const FIELD_OPTIONS: readonly FindOption[] = [
  ...LOG_FIELDS.flatMap(({ names, help }) => names.map((text) => ({ text, help }))),
  { text: 'not', help: 'The opposite' },
];

/** How a query of logs can go on at a place; `known` are values by the first name of their field. */
export function completeLogQuery(
  text: string,
  at: number,
  known: Readonly<Record<string, readonly string[]>>,
): FindCompletion {
  return completeExpression(text, at, {
    fields: FIELD_OPTIONS,
    find: findLogField,
    valuesOf: (name) => known[findLogField(name)?.names[0] ?? ''] ?? [],
  });
}
