import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import { groupBy } from './group-by';

/** All spans with the same path of services and operations, as one box. */
export interface FlameBox {
  key: string;
  service: string;
  operation: string;
  level: number;
  /** Percent of the width. */
  left: number;
  width: number;
  nodes: readonly TraceNode[];
  totalUs: number;
  selfUs: number;
  errors: number;
}

/** Boxes narrower than this (percent) are left out. */
const NARROWEST = 0.05;

/**
 * A flame graph: same calls below the same callers are merged, a box is as wide as its share of its caller's time.
 * Calls that ran side by side may add to more than their caller took; they are then scaled to fit it.
 */
export function flameBoxes(trace: Trace): FlameBox[] {
  const boxes: FlameBox[] = [];
  const pending = place(trace.roots, '', 0, 0, 100, 0);
  for (let box = pending.pop(); box !== undefined; box = pending.pop()) {
    boxes.push(box);
    const below = box.nodes.flatMap((node) => node.children);
    pending.push(...place(below, box.key, box.level + 1, box.left, box.width, box.totalUs));
  }
  return boxes.sort((a, b) => a.level - b.level || a.left - b.left);
}

function place(
  nodes: readonly TraceNode[],
  path: string,
  level: number,
  left: number,
  width: number,
  callerUs: number,
): FlameBox[] {
  const groups = [...groupBy(nodes, ({ span }) => `${span.service}|${span.kind}|${span.name}`)];
  const sums = groups.map(([, own]) => own.reduce((total, { span }) => total + span.duration_us, 0));
  const scale =
    width /
    Math.max(
      1,
      callerUs,
      sums.reduce((total, us) => total + us, 0),
    );
  let x = left;
  return groups.flatMap(([name, own], i): FlameBox[] => {
    const totalUs = sums[i] ?? 0;
    const box = boxOf(`${path}/${name}`, own, totalUs, { level, left: x, width: totalUs * scale });
    x += box.width;
    return box.width < NARROWEST ? [] : [box];
  });
}

function boxOf(
  key: string,
  nodes: readonly TraceNode[],
  totalUs: number,
  place: Pick<FlameBox, 'level' | 'left' | 'width'>,
): FlameBox {
  const first = nodes[0]?.span;
  return {
    ...place,
    key,
    service: first?.service ?? '',
    operation: first?.name ?? '',
    nodes,
    totalUs,
    selfUs: nodes.reduce((total, node) => total + node.selfUs, 0),
    errors: nodes.filter(({ span }) => span.status === 'error').length,
  };
}
