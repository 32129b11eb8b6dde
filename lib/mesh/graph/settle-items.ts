/**
 * What is sent anew of a large drawing. Nearly every number of a busy mesh moves with every second, by less than anybody
 * sees; sending all of them would drown the few that matter. So an item goes out at once when it is new or differs
 * notably, and otherwise when its turn comes, if there is anything to see by then; in between it stays what it was.
 */
export interface Settling {
  /** Turns that came since the last time, out of `turns`. */
  due: ReadonlySet<number>;
  turns: number;
}

/** Items that one turn takes. */
const ITEMS_A_TURN = 300;
/** No number is older than so many turns. */
const MOST_TURNS = 15;
/** Numbers closer than this wait for their turn. */
const NOTABLE = 0.05;
/** Numbers closer than this are not sent again: chance alone moves the window of a busy edge by more. */
const INVISIBLE = 0.02;
/** Words that only repeat the numbers beside them. */
const REPEATING: ReadonlySet<string> = new Set(['reason']);

/** How many turns so many items need; 1 means that all are always sent. */
export function turnsFor(items: number): number {
  return Math.min(MOST_TURNS, Math.ceil(items / ITEMS_A_TURN));
}

/** The turns after second `last` up to second `now`; all of them when there was none before. */
export function dueTurns(last: number | undefined, now: number, turns: number): Set<number> {
  const due = new Set<number>();
  const from = last === undefined ? now - turns : Math.max(last, now - turns);
  for (let second = from + 1; second <= now; second++) due.add(second % turns);
  return due;
}

/** Each item as it is to be shown: a new one, after `finish`, or the very object that was shown before. */
export function settleItems<T extends { id: string }>(
  before: Readonly<Record<string, T>>,
  items: readonly T[],
  { due, turns }: Settling,
  finish: (item: T) => T = (item) => item,
): Record<string, T> {
  const settled: Record<string, T> = {};
  for (const item of items) {
    const shown = before[item.id];
    const near = due.has(turnOf(item.id, turns)) ? INVISIBLE : NOTABLE;
    const isKept = shown !== undefined && isAlmostSame(shown, item, near);
    settled[item.id] = isKept ? shown : finish(item);
  }
  return settled;
}

/** The same for the same id. */
function turnOf(id: string, turns: number): number {
  let hash = 0;
  for (let at = 0; at < id.length; at++) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  return (hash >>> 0) % turns;
}

/** Equal but for numbers that differ by less than anybody acts on; zero is near to nothing else. */
function isAlmostSame(a: unknown, b: unknown, near: number): boolean {
  if (a === b) return true;
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= near * Math.max(Math.abs(a), Math.abs(b));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => REPEATING.has(name) || isAlmostSame(one[name], other[name], near));
}
