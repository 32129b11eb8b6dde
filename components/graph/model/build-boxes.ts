import type { GraphNode } from '@/lib/mesh/graph/graph';
import { type HealthStatus, worseHealth } from '@/lib/mesh/health/health-status';
import type { DrawnBox } from './drawn-graph';

export type BoxKind = DrawnBox['kind'];

type Boxes = { boxes: DrawnBox[]; boxOf: Map<string, string> };

/** Boxes by namespace and, where an application has several versions, by application. */
export function buildBoxes(nodes: readonly GraphNode[], kinds: readonly BoxKind[]): Boxes {
  const boxes = new Map<string, DrawnBox>();
  const boxOf = new Map<string, string>();
  const versions = countByApp(nodes);
  for (const node of nodes) {
    if (!hasHome(node)) continue;
    let parent: string | undefined;
    if (kinds.includes('namespace')) {
      parent = `namespace:${node.namespace}`;
      addTo(boxes, { id: parent, kind: 'namespace', title: node.namespace, health: node.health.status });
      boxOf.set(node.id, parent);
    }
    if (kinds.includes('app') && isVersion(node) && (versions.get(appKey(node)) ?? 0) > 1) {
      const id = `box:${appKey(node)}`;
      const inside = parent === undefined ? {} : { parent };
      addTo(boxes, { id, kind: 'app', title: node.app, health: node.health.status, ...inside });
      boxOf.set(node.id, id);
    }
  }
  return { boxes: [...boxes.values()], boxOf };
}

/** True for nodes of a namespace of the mesh; hosts outside it and the unknown source have none. */
export function hasHome(node: GraphNode): boolean {
  return (
    !node.isExternal &&
    node.kind !== 'unknown' &&
    node.kind !== 'namespace' &&
    node.namespace !== '' &&
    node.namespace !== 'unknown'
  );
}

function addTo(boxes: Map<string, DrawnBox>, box: DrawnBox): void {
  const before: HealthStatus = boxes.get(box.id)?.health ?? 'NA';
  boxes.set(box.id, { ...box, health: worseHealth(before, box.health) });
}

function countByApp(nodes: readonly GraphNode[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    if (isVersion(node) && hasHome(node)) counts.set(appKey(node), (counts.get(appKey(node)) ?? 0) + 1);
  }
  return counts;
}

/** Operations name the application that answers them, yet are none of its versions. */
function isVersion({ kind, app }: GraphNode): boolean {
  return app !== '' && kind !== 'operation';
}

function appKey({ namespace, app }: GraphNode): string {
  return `${namespace}/${app}`;
}
