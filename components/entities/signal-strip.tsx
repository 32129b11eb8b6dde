import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { printQuantity, type Quantity } from '@/lib/client/format/quantity';
import type { HealthStatus } from '@/lib/mesh/health/health-status';
import type { SignalTotals } from '@/lib/protocol/api/signals';
import { BigMetric } from '../ui/big-metric';
import { healthTone } from '../ui/health';

type SignalStripProps = {
  totals: SignalTotals | undefined;
  yesterday?: SignalTotals | undefined;
  /** Of what the numbers are about: its colour is that of its errors. */
  health: HealthStatus | undefined;
};

/** The window in one line of numbers, each with yesterday's below it when compared. */
export function SignalStrip({ totals, yesterday, health }: SignalStripProps) {
  const duration = (ms: number | null | undefined) => (ms == null ? undefined : formatDuration(ms));
  const note = (quantity: Quantity | undefined) =>
    yesterday === undefined
      ? undefined
      : `yesterday ${quantity === undefined ? 'none' : printQuantity(quantity)}`;
  const errors = (of: SignalTotals | undefined) =>
    of === undefined || of.requests === 0 ? undefined : formatPercent(of.errorPercent / 100);
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
      <BigMetric
        label="Requests"
        quantity={formatRate(totals?.rate ?? 0)}
        note={note(formatRate(yesterday?.rate ?? 0))}
      />
      <BigMetric
        label="Errors"
        quantity={errors(totals)}
        tone={(totals?.errorPercent ?? 0) > 0 ? healthTone(health ?? 'NA') : undefined}
        note={note(errors(yesterday))}
      />
      <BigMetric label="p50" quantity={duration(totals?.p50)} note={note(duration(yesterday?.p50))} />
      <BigMetric label="p95" quantity={duration(totals?.p95)} note={note(duration(yesterday?.p95))} />
      <BigMetric label="p99" quantity={duration(totals?.p99)} note={note(duration(yesterday?.p99))} />
      <BigMetric
        label="In this window"
        quantity={formatCount(totals?.requests ?? 0)}
        note={note(formatCount(yesterday?.requests ?? 0))}
      />
    </div>
  );
}
