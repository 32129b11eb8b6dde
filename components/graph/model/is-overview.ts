import type { DrawnGraph } from './drawn-graph';

/** From so many folded namespaces on the drawing is an overview: boxes in rows, trouble first, healthy edges quiet. */
const OVERVIEW_FROM = 12;

/** Whether a drawing is one of many boxes. */
export function isOverview({ nodes }: Pick<DrawnGraph, 'nodes'>): boolean {
  let boxes = 0;
  for (const { kind } of nodes) if (kind === 'namespace') boxes += 1;
  return boxes >= OVERVIEW_FROM;
}
