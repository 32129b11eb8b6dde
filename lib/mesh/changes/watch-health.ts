import type { GraphNode } from '../graph/graph';
import { compareHealth, type HealthStatus } from '../health/health-status';
import type { MeshChange } from './mesh-change';

/** A status must last this long to be news: one bad moment is not a change. */
export const SETTLED_AFTER_MS = 20_000;
/** Good news waits longer: what fails now and then is not healthy in between. */
export const RECOVERED_AFTER_MS = 60_000;

/** The status each node is known for, and the other one it shows since a while. */
export type HealthMemory = ReadonlyMap<string, KnownHealth>;

interface KnownHealth {
  status: HealthStatus;
  other?: HealthStatus;
  sinceMs: number;
  /** It was told, or is good: what was bad when it was first looked at may only have been unknown. */
  isNews: boolean;
}

/** What watching asks of a node. */
export type WatchedNode = Pick<GraphNode, 'id' | 'name' | 'namespace' | 'health'>;

/** What changed in the health of nodes since `memory`, at the graph's end; idle nodes keep the health they had. */
export function watchHealth(
  memory: HealthMemory,
  graph: { to: number; nodes: readonly WatchedNode[] },
): { memory: HealthMemory; changes: MeshChange[] } {
  const next = new Map(memory);
  const changes: MeshChange[] = [];
  for (const node of graph.nodes) {
    const { status } = node.health;
    if (status === 'NA') continue;
    const known = memory.get(node.id);
    if (known === undefined) next.set(node.id, { status, sinceMs: graph.to, isNews: status === 'Healthy' });
    else if (known.status === status) next.set(node.id, { status, sinceMs: graph.to, isNews: known.isNews });
    else if (known.other !== status) next.set(node.id, { ...known, other: status, sinceMs: graph.to });
    else if (graph.to - known.sinceMs >= settlesAfterMs(status)) {
      next.set(node.id, { status, sinceMs: graph.to, isNews: true });
      if (known.isNews || status !== 'Healthy') changes.push(describe(node, known.status));
    }
  }
  return { memory: next, changes };
}

function settlesAfterMs(status: HealthStatus): number {
  return status === 'Healthy' ? RECOVERED_AFTER_MS : SETTLED_AFTER_MS;
}

const WORDS: Readonly<Record<HealthStatus, string>> = {
  Failure: 'is failing',
  Degraded: 'is degraded',
  'Not Ready': 'is not ready',
  Healthy: 'is healthy again',
  NA: 'has no traffic',
};

function describe({ id, name, namespace, health }: WatchedNode, before: HealthStatus): MeshChange {
  const reason = health.reason === undefined ? '' : `: ${health.reason}`;
  const severity =
    compareHealth(health.status, before) > 0 ? 'info' : health.status === 'Failure' ? 'error' : 'warning';
  return {
    kind: 'health-changed',
    severity,
    namespace,
    subject: id,
    message: `${name} ${WORDS[health.status]}${reason}.`,
  };
}
