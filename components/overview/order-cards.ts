import { compareHealth } from '@/lib/mesh/health/health-status';
import type { NamespaceCard } from '@/lib/protocol/api/overview';

/** Trouble first; then by how much is troubled; then by name, so that cards do not move with every number. */
export function orderCards(cards: readonly NamespaceCard[]): readonly NamespaceCard[] {
  return [...cards].sort(
    (a, b) =>
      compareHealth(a.health, b.health) ||
      troubled(b) - troubled(a) ||
      a.namespace.localeCompare(b.namespace),
  );
}

function troubled({ workloads }: NamespaceCard): number {
  return workloads.Failure + workloads.Degraded + workloads['Not Ready'];
}
