import { keepPositions } from './keep-positions';
import { layOutForce } from './lay-out-force';
import { layOutGrid } from './lay-out-grid';
import { layOutDown, layOutFlow } from './lay-out-layered';
import { layOutRadial } from './lay-out-radial';
import type { LayoutInput, LayoutName, LayoutResult } from './layout-input';

const LAYOUTS: Readonly<Record<LayoutName, (input: LayoutInput) => LayoutResult>> = {
  flow: layOutFlow,
  down: layOutDown,
  radial: layOutRadial,
  force: layOutForce,
  grid: layOutGrid,
};

/** Places everything; the same input gives the same drawing, and what was placed before stays where it was if it can. */
export function layOut(input: LayoutInput): LayoutResult {
  const sorted = { ...input, nodes: input.nodes.toSorted(byId), edges: input.edges.toSorted(byId) };
  const result = keepPositions(sorted, LAYOUTS[input.layout](sorted));
  return result;
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
