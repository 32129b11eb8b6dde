import type { HealthStatus } from '@/lib/mesh/health/health-status';
import type { EntityRow } from '@/lib/protocol/api/entities';

/** What a list is narrowed by. */
export type EntityFilter = { text: string; health: readonly HealthStatus[] };

/** The rows whose name, namespace, app or version has all the words, and whose health is among those asked for. */
export function filterEntities(
  rows: readonly EntityRow[],
  { text, health }: EntityFilter,
): readonly EntityRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (health.length > 0 && !health.includes(row.health.status)) return false;
    const subject = `${row.namespace}/${row.name} ${row.app} ${row.versions.join(' ')}`.toLowerCase();
    return words.every((word) => subject.includes(word));
  });
}
