import type { FieldEdit } from '../../rules/finding';
import { formatPath } from '../parse-path';
import { isMapping, isSameValue } from './value-path';

type Steps = readonly (string | number)[];

/**
 * The smallest set of edits that turns one plain value into another, in an order that can be applied one after the other:
 * removals from a list come last to first, what is appended comes in order. A list whose items moved is set as a whole.
 */
export function editsBetween(before: unknown, after: unknown, steps: Steps = []): FieldEdit[] {
  if (isSameValue(before, after)) return [];
  if (isMapping(before) && isMapping(after)) return mappingEdits(before, after, steps);
  if (Array.isArray(before) && Array.isArray(after)) return listEdits(before, after, steps);
  return [{ path: formatPath(steps), value: after }];
}

type Fields = Readonly<Record<string, unknown>>;

function mappingEdits(before: Fields, after: Fields, steps: Steps): FieldEdit[] {
  const gone = Object.keys(before).filter((key) => after[key] === undefined && before[key] !== undefined);
  return [
    ...gone.map((key) => ({ path: formatPath([...steps, key]) })),
    ...Object.entries(after).flatMap(([key, value]) => editsBetween(before[key], value, [...steps, key])),
  ];
}

function listEdits(before: readonly unknown[], after: readonly unknown[], steps: Steps): FieldEdit[] {
  if (isReordered(before, after)) return [{ path: formatPath(steps), value: after }];
  if (after.length >= before.length) {
    return after.flatMap((item, index) =>
      index < before.length
        ? editsBetween(before[index], item, [...steps, index])
        : [{ path: formatPath([...steps, index]), value: item }],
    );
  }
  const removed = removedFrom(before, after);
  if (removed === undefined) return [{ path: formatPath(steps), value: after }];
  return removed.reverse().map((index) => ({ path: formatPath([...steps, index]) }));
}

/** The indexes to take away from `before` to get `after`; undefined when something else changed too. */
function removedFrom(before: readonly unknown[], after: readonly unknown[]): number[] | undefined {
  const removed: number[] = [];
  let next = 0;
  before.forEach((item, index) => {
    if (next < after.length && isSameValue(item, after[next])) next++;
    else removed.push(index);
  });
  return next === after.length ? removed : undefined;
}

function isReordered(before: readonly unknown[], after: readonly unknown[]): boolean {
  return after.some((item, index) => {
    if (isSameValue(item, before[index])) return false;
    return before.some((other, place) => place !== index && place < after.length && isSameValue(item, other));
  });
}
