import type { Trace, TraceNode } from '../trace';
import { operationOf } from './span-operation';

/** What one trace has at a place of the call tree: spans that do the same under the same parent. */
export interface PlaceSide {
  spans: readonly TraceNode[];
  /** Together, microseconds. */
  durationUs: number;
  errors: number;
}

/** One place in the call trees of two traces. */
export interface AlignedPlace {
  /** Unique among the places of two traces. */
  path: string;
  depth: number;
  service: string;
  kind: TraceNode['span']['kind'];
  title: string;
  left: PlaceSide | undefined;
  right: PlaceSide | undefined;
}

/** The most places; traces of endless loops have no end. */
const MOST_PLACES = 5_000;

interface Pending {
  depth: number;
  path: string;
  left: readonly TraceNode[];
  right: readonly TraceNode[];
}

/** Lays the call trees of two traces over each other, depth first. Walks with its own stack: a trace may be thousands of calls deep. */
export function alignTraces(left: Trace, right: Trace): AlignedPlace[] {
  const places: AlignedPlace[] = [];
  const pending = placesOf(0, 'root', left.roots, right.roots);
  for (let next = pending.pop(); next !== undefined && places.length < MOST_PLACES; next = pending.pop()) {
    places.push(toPlace(next));
    pending.push(
      ...placesOf(next.depth + 1, String(places.length), childrenOf(next.left), childrenOf(next.right)),
    );
  }
  return places;
}

/** The places of some siblings, the first one last. */
function placesOf(
  depth: number,
  parent: string,
  left: readonly TraceNode[],
  right: readonly TraceNode[],
): Pending[] {
  const places = new Map<string, Pending & { left: TraceNode[]; right: TraceNode[] }>();
  for (const [side, nodes] of [['left', left] as const, ['right', right] as const]) {
    for (const node of nodes) {
      const path = `${parent}\n${operationOf(node.span).key}`;
      const place = places.get(path) ?? { depth, path, left: [], right: [] };
      places.set(path, place);
      place[side].push(node);
    }
  }
  return [...places.values()].reverse();
}

function childrenOf(nodes: readonly TraceNode[]): TraceNode[] {
  return nodes.flatMap(({ children }) => children);
}

function toPlace({ depth, path, left, right }: Pending): AlignedPlace {
  const [node] = [...left, ...right];
  const { service = '', kind = 'INTERNAL', title = '' } = node === undefined ? {} : operationOf(node.span);
  return { path, depth, service, kind, title, left: toSide(left), right: toSide(right) };
}

function toSide(spans: readonly TraceNode[]): PlaceSide | undefined {
  if (spans.length === 0) return undefined;
  return {
    spans,
    durationUs: spans.reduce((sum, { span }) => sum + span.duration_us, 0),
    errors: spans.filter(({ span }) => span.status === 'error').length,
  };
}
