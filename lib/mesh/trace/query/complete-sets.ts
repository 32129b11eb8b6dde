import type { QueryOption } from './query-option';

const START: readonly QueryOption[] = [{ text: '{', help: 'A set of conditions that one span meets' }];
const JOINTS: readonly QueryOption[] = [
  { text: '&&', help: 'The trace has spans of both sets' },
  { text: '||', help: 'The trace has spans of one of them' },
  { text: '>>', help: 'The next set is somewhere below' },
  { text: '>', help: 'The next set is called by this one' },
  { text: '|', help: 'Count or filter the spans of the set' },
];
const AFTER_STAGE: readonly QueryOption[] = [{ text: '|', help: 'One more stage' }];
const STAGES: readonly QueryOption[] = [
  { text: 'count()', help: 'How many spans the set has' },
  { text: 'max(duration)', help: 'The longest' },
  { text: 'avg(duration)', help: 'The mean' },
  { text: 'min(duration)', help: 'The shortest' },
  { text: 'sum(duration)', help: 'All together' },
  { text: '{', help: 'Conditions that spans of the set meet as well' },
];
const CLOSE: readonly QueryOption[] = [{ text: ')', help: 'The end' }];
const MEASURED: readonly QueryOption[] = [{ text: 'duration', help: 'How long the spans took' }];
const COUNTS: readonly QueryOption[] = ['1', '5', '20'].map((text) => ({ text, help: 'A number of spans' }));
const AGGREGATES: ReadonlySet<string> = new Set(['count', 'avg', 'min', 'max', 'sum']);

/** What is offered where numbers are compared. */
export interface ComparisonOptions {
  operators: readonly QueryOption[];
  durations: readonly QueryOption[];
}

/** Whether a place is between sets and not inside one. */
export function isOutsideSets(tokens: readonly string[]): boolean {
  const braces = tokens.reduce((depth, token) => depth + (token === '{' ? 1 : token === '}' ? -1 : 0), 0);
  return braces <= 0;
}

/** How a query goes on between its sets: sets, what joins them, and stages behind `|`. */
export function completeSets(
  before: readonly string[],
  { operators, durations }: ComparisonOptions,
): readonly QueryOption[] {
  const last = before.at(-1);
  if (last === undefined) return START;
  if (last === '}') return JOINTS;
  if (last === '|') return STAGES;
  if (AGGREGATES.has(before.at(-2) ?? '') && last === '(')
    return before.at(-2) === 'count' ? CLOSE : MEASURED;
  if (last === ')') return aggregateEndingAt(before, before.length - 1) === undefined ? JOINTS : operators;
  const compared = aggregateEndingAt(before, before.length - 2);
  if (compared !== undefined) return compared === 'count' ? COUNTS : durations;
  if (aggregateEndingAt(before, before.length - 3) !== undefined) return AFTER_STAGE;
  if (AGGREGATES.has(before.at(-3) ?? '')) return CLOSE;
  return START;
}

/** The name of the aggregate whose last parenthesis is at a place. */
function aggregateEndingAt(tokens: readonly string[], at: number): string | undefined {
  if (tokens[at] !== ')') return undefined;
  const open = tokens.lastIndexOf('(', at);
  const name = tokens[open - 1];
  return name !== undefined && AGGREGATES.has(name) ? name : undefined;
}
