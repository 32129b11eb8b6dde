import type { GraphEdge } from '@/lib/mesh/graph/graph';
import { type EdgeLabel, edgeLook, plateOf, quietLook } from '../look/edge-look';
import { weightOf } from '../look/scales';
import type { SceneEdge } from './graph-scene';

/** What a plate says while the edge is pointed at. */
const HINT: readonly EdgeLabel[] = ['rate', 'share', 'p95'];

type Drawn = { labels: readonly EdgeLabel[]; isOverview: boolean; edge: SceneEdge };

/** Of thousands of edges few change from one answer to the next, and those that did not are the same objects. */
const drawn = new WeakMap<GraphEdge, Drawn>();

/** An edge as it is drawn; in an overview quietly. */
export function sceneEdge(edge: GraphEdge, labels: readonly EdgeLabel[], isOverview: boolean): SceneEdge {
  const known = drawn.get(edge);
  if (known !== undefined && known.labels === labels && known.isOverview === isOverview) return known.edge;
  const made: SceneEdge = {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    look: isOverview ? quietLook(edge, labels) : edgeLook(edge, labels),
    hint: plateOf(edge, HINT),
    flow: {
      weight: edge.isIdle ? 0 : weightOf(edge.rate, edge.protocol),
      latencyMs: edge.latency?.p50 ?? 20,
      errorShare: edge.errorPercent / 100,
    },
  };
  drawn.set(edge, { labels, isOverview, edge: made });
  return made;
}
