import { matchLines } from '@/lib/mesh/config/merge/match-lines';

/** A line of a diff; `skip` stands for unchanged lines that are left out. */
export type DiffLine = { kind: 'same' | 'added' | 'removed' | 'skip'; text: string; number: number };

const CONTEXT = 2;

/** What differs between two texts, line by line, with a little of what stands around it. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = before === '' ? [] : before.replace(/\n$/, '').split('\n');
  const now = after.replace(/\n$/, '').split('\n');
  const all: DiffLine[] = [];
  let [left, right] = [0, 0];
  for (const [inOld, inNow] of [...matchLines(old, now), [old.length, now.length] as const]) {
    for (; left < inOld; left++) all.push({ kind: 'removed', text: old[left] ?? '', number: left + 1 });
    for (; right < inNow; right++) all.push({ kind: 'added', text: now[right] ?? '', number: right + 1 });
    if (inNow < now.length) all.push({ kind: 'same', text: now[inNow] ?? '', number: inNow + 1 });
    [left, right] = [inOld + 1, inNow + 1];
  }
  return leaveOut(all);
}

function leaveOut(lines: readonly DiffLine[]): DiffLine[] {
  const isNear = (at: number) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ kind }) => kind !== 'same');
  const shown: DiffLine[] = [];
  lines.forEach((line, at) => {
    if (isNear(at)) shown.push(line);
    else if (shown.at(-1)?.kind !== 'skip') shown.push({ kind: 'skip', text: '', number: line.number });
  });
  return shown;
}
