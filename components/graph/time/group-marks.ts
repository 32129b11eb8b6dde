import { TIMELINE_MARKS, type TimelineMark, type TimelineMarkKind } from '@/lib/protocol/api/timeline';

/** Marks too near to each other to be told apart, drawn as one. */
export type MarkGroup = {
  /** Pixels from the left edge. */
  x: number;
  /** The first of the most telling ones, which stands for all. */
  lead: TimelineMark;
  /** By time. */
  marks: readonly TimelineMark[];
};

/** Groups marks, given by time, that lie less than `nearPx` apart. */
export function groupMarks(
  marks: readonly TimelineMark[],
  xOf: (timeMs: number) => number,
  nearPx: number,
): MarkGroup[] {
  const groups: (MarkGroup & { marks: TimelineMark[] })[] = [];
  for (const mark of marks) {
    const x = xOf(mark.at);
    const last = groups.at(-1);
    if (last === undefined || x - last.x >= nearPx) {
      groups.push({ x, lead: mark, marks: [mark] });
      continue;
    }
    last.marks.push(mark);
    if (isMoreTelling(mark, last.lead)) last.lead = mark;
  }
  return groups;
}

/** The kinds among marks, the most telling first. */
export function markKinds(marks: readonly TimelineMark[]): TimelineMarkKind[] {
  const kinds = new Set(marks.map(({ kind }) => kind));
  return TIMELINE_MARKS.filter((kind) => kinds.has(kind));
}

function isMoreTelling(mark: TimelineMark, other: TimelineMark): boolean {
  return TIMELINE_MARKS.indexOf(mark.kind) < TIMELINE_MARKS.indexOf(other.kind);
}
