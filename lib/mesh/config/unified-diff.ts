const CONTEXT = 3;
/** Lines on either side beyond which no shortest way is looked for. */
const SEARCHED = 4_000;

interface Line {
  sign: ' ' | '-' | '+';
  text: string;
}

/** The difference of two texts as `diff -u` prints it; empty when they are equal. An empty text is a file that is not there. */
export function unifiedDiff(before: string, after: string, name: string): string {
  if (before === after) return '';
  const lines = diffLines(toLines(before), toLines(after));
  const from = before === '' ? '/dev/null' : `a/${name}`;
  const to = after === '' ? '/dev/null' : `b/${name}`;
  return [`--- ${from}`, `+++ ${to}`, ...printHunks(lines), ''].join('\n');
}

function toLines(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** Myers' greedy algorithm on what is left between a common start and a common end. */
function diffLines(a: readonly string[], b: readonly string[]): Line[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  const keep = (text: string): Line => ({ sign: ' ', text });
  return [
    ...a.slice(0, start).map(keep),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(keep),
  ];
}

function diffMiddle(a: readonly string[], b: readonly string[]): Line[] {
  if (a.length > SEARCHED || b.length > SEARCHED || a.length === 0 || b.length === 0) return replaceAll(a, b);
  const trace: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let depth = 0; depth <= a.length + b.length; depth++) {
    trace.push(new Map(reach));
    for (let k = -depth; k <= depth; k += 2) {
      let x = isDown(reach, k, depth) ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
    if (depth > SEARCHED / 4) break;
    reach = new Map(reach);
  }
  return replaceAll(a, b);
}

function isDown(reach: ReadonlyMap<number, number>, k: number, depth: number): boolean {
  return k === -depth || (k !== depth && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly Map<number, number>[]): Line[] {
  const lines: Line[] = [];
  let x = a.length;
  let y = b.length;
  for (let depth = trace.length - 1; depth >= 0; depth--) {
    const reach = trace[depth] ?? new Map<number, number>();
    const k = x - y;
    const previous = isDown(reach, k, depth) ? k + 1 : k - 1;
    const fromX = reach.get(previous) ?? 0;
    const fromY = fromX - previous;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push({ sign: ' ', text: a[--x] ?? '' });
      y--;
    }
    if (depth === 0) break;
    if (x === fromX) lines.push({ sign: '+', text: b[--y] ?? '' });
    else lines.push({ sign: '-', text: a[--x] ?? '' });
  }
  return lines.reverse();
}

function replaceAll(a: readonly string[], b: readonly string[]): Line[] {
  return [...a.map((text): Line => ({ sign: '-', text })), ...b.map((text): Line => ({ sign: '+', text }))];
}

/** Changes with their surroundings; what lies further apart than both surroundings is another hunk. */
function printHunks(lines: readonly Line[]): string[] {
  const printed: string[] = [];
  const places = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  for (let at = 0; at < places.length; ) {
    let last = at;
    while (last + 1 < places.length && (places[last + 1] ?? 0) - (places[last] ?? 0) <= 2 * CONTEXT) last++;
    const from = Math.max(0, (places[at] ?? 0) - CONTEXT);
    const to = Math.min(lines.length, (places[last] ?? 0) + CONTEXT + 1);
    printed.push(...printHunk(lines, from, to));
    at = last + 1;
  }
  return printed;
}

function printHunk(lines: readonly Line[], from: number, to: number): string[] {
  const hunk = lines.slice(from, to);
  const before = lines.slice(0, from);
  const range = (sign: '-' | '+') => {
    const count = hunk.filter((line) => line.sign === ' ' || line.sign === sign).length;
    const start = before.filter((line) => line.sign === ' ' || line.sign === sign).length;
    return `${sign}${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
  };
  return [`@@ ${range('-')} ${range('+')} @@`, ...hunk.map(({ sign, text }) => sign + text)];
}
