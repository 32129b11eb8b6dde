import type { GraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import { useReducedMotion } from './use-reduced-motion';

/** Above this many nodes the drawing is simplified. */
export const REDUCED_ABOVE = 400;
/** Above this many edges dots do not move unless asked for. */
const DOTS_UP_TO = 100;

/** Whether dots run along the edges: as chosen, else unless there are many or the reader wants less motion. */
export function useAnimated({ nodes, edges }: DrawnGraph, dots: GraphUrl['dots']): boolean {
  const wantsStill = useReducedMotion();
  if (nodes.length > REDUCED_ABOVE) return false;
  return dots === 'on' || (dots === 'auto' && !wantsStill && edges.length <= DOTS_UP_TO);
}
