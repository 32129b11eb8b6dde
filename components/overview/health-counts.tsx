import type { NamespaceCard } from '@/lib/protocol/api/overview';
import { cn } from '../ui/cn';
import { HEALTH_LABELS, HEALTH_ORDER } from '../ui/health';
import { HealthIcon } from '../ui/health-icon';

type Counts = NamespaceCard['workloads'];

/** How many workloads are how healthy. */
export function HealthCounts({ counts, className }: { counts: Counts; className?: string }) {
  const total = HEALTH_ORDER.reduce((sum, status) => sum + counts[status], 0);
  return (
    <p
      className={cn('num flex min-h-5 flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs', className)}
    >
      <span>
        {total} {total === 1 ? 'workload' : 'workloads'}
      </span>
      {HEALTH_ORDER.filter((status) => counts[status] > 0).map((status) => (
        <span
          key={status}
          className="inline-flex items-center gap-1"
          title={`${counts[status]} ${HEALTH_LABELS[status].toLowerCase()}`}
        >
          <HealthIcon health={status} className="[&_svg]:size-3" />
          {counts[status]}
        </span>
      ))}
    </p>
  );
}
