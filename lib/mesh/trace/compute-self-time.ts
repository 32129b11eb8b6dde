import type { Span } from './span';

/** Microseconds of `span` in which none of `children` ran. `children` come by start. */
export function computeSelfTime(span: Span, children: readonly Span[]): number {
  const end = span.start_us + span.duration_us;
  let covered = span.start_us;
  let self = 0;
  for (const child of children) {
    const from = Math.min(Math.max(child.start_us, covered), end);
    self += from - covered;
    covered = Math.max(from, Math.min(child.start_us + child.duration_us, end));
  }
  return self + end - covered;
}
