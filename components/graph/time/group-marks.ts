import { TIMELINE_MARKS, type TimelineMark, type TimelineMarkKind } from '@/lib/protocol/api/timeline';

/** Marks too near to each other to be told apart, drawn as one. */
export type MarkGroup = {
  /** Pixels from the left edge. */
  x: number;
  /** The most telling of them. */
  kind: TimelineMarkKind;
  /** By time. */
  marks: readonly TimelineMark[];
};

/** Groups marks, given by time, that lie less than `nearPx` apart. */
export function groupMarks(
  marks: readonly TimelineMark[],
  xOf: (timeMs: number) => number,
  nearPx: number,
): MarkGroup[] {
  const groups: { x: number; marks: TimelineMark[] }[] = [];
  for (const mark of marks) {
    const x = xOf(mark.at);
    const last = groups.at(-1);
    if (last !== undefined && x - last.x < nearPx) last.marks.push(mark);
    else groups.push({ x, marks: [mark] });
  }
  return groups.map((group) => ({ ...group, kind: mostTelling(group.marks) }));
}

/** The kinds among marks, the most telling first. */
export function markKinds(marks: readonly TimelineMark[]): TimelineMarkKind[] {
  const kinds = new Set(marks.map(({ kind }) => kind));
  return TIMELINE_MARKS.filter((kind) => kinds.has(kind));
}

function mostTelling(marks: readonly TimelineMark[]): TimelineMarkKind {
  return markKinds(marks)[0] ?? 'agent-joined';
}
