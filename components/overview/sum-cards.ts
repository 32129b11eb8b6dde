import { type HealthStatus, worseHealth } from '@/lib/mesh/health/health-status';
import type { NamespaceCard } from '@/lib/protocol/api/overview';

/** The mesh as one: sums over its namespaces, shares weighted by traffic. */
export type MeshTotals = {
  rate: number;
  errorPercent: number;
  mtlsPercent: number | null;
  agents: number;
  workloads: number;
  troubled: number;
  /** The worst of all namespaces, and of the workloads in trouble. */
  health: HealthStatus;
  troubledHealth: HealthStatus;
};

export function sumCards(cards: readonly NamespaceCard[]): MeshTotals {
  const rate = cards.reduce((sum, card) => sum + card.rate, 0);
  const secured = cards.filter(({ mtlsPercent }) => mtlsPercent !== null);
  return {
    rate,
    errorPercent: weighted(cards, ({ errorPercent }) => errorPercent) ?? 0,
    mtlsPercent: weighted(secured, ({ mtlsPercent }) => mtlsPercent ?? 0),
    agents: cards.reduce((sum, { agents }) => sum + agents, 0),
    workloads: cards.reduce(
      (sum, { workloads }) => sum + Object.values(workloads).reduce((a, b) => a + b, 0),
      0,
    ),
    health: cards.reduce<HealthStatus>((worst, { health }) => worseHealth(worst, health), 'NA'),
    troubledHealth: cards.some(({ workloads }) => workloads.Failure > 0) ? 'Failure' : 'Degraded',
    troubled: cards.reduce((sum, { workloads }) => sum + workloads.Failure + workloads.Degraded, 0),
  };
}

function weighted(cards: readonly NamespaceCard[], pick: (card: NamespaceCard) => number): number | null {
  const total = cards.reduce((sum, { rate }) => sum + rate, 0);
  if (total === 0) return null;
  return cards.reduce((sum, card) => sum + pick(card) * card.rate, 0) / total;
}
