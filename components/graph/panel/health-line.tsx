import type { HealthReport } from '@/lib/mesh/health/health-report';
import { HEALTH_LABELS, HEALTH_TEXT } from '../../ui/health';
import { HealthIcon } from '../../ui/health-icon';

/** How healthy, in one line, and why when it is not. */
export function HealthLine({ health, isIdle }: { health: HealthReport; isIdle: boolean }) {
  return (
    <div className="flex items-start gap-2 border-border border-b px-4 py-2.5 text-sm">
      <HealthIcon health={isIdle ? 'NA' : health.status} className="mt-[3px]" />
      <p className="min-w-0">
        <span aria-hidden className={`font-medium ${HEALTH_TEXT[isIdle ? 'NA' : health.status]}`}>
          {isIdle ? 'Idle' : HEALTH_LABELS[health.status]}
        </span>
        <span className="text-muted">
          {health.reason === undefined ? wordsOf(health, isIdle) : `: ${health.reason}`}
        </span>
      </p>
    </div>
  );
}

function wordsOf({ status }: HealthReport, isIdle: boolean): string {
  if (isIdle || status === 'NA') return ': no requests in this window to judge by';
  return status === 'Healthy' ? ': errors are within tolerance' : '';
}
