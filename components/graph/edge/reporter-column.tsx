import type { ReactNode } from 'react';
import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import type { SignalsAnswer } from '@/lib/protocol/api/signals';
import { GoldenSignals } from '../../charts/golden-signals';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { Metric } from '../../ui/metric';

type ReporterColumnProps = {
  reporter: 'source' | 'destination' | 'waypoint';
  signals: SignalsAnswer;
  name: string;
};

const WORDS = {
  source: 'As the caller’s proxy saw it: with the network and retries in between',
  destination: 'As the callee’s proxy saw it: only what arrived',
  waypoint: 'As the waypoint saw it',
} as const;

/** The golden signals one side reports. */
export function ReporterColumn({ reporter, signals, name }: ReporterColumnProps) {
  const totals = signals.groups[0]?.totals;
  return (
    <section aria-label={`Reported by the ${reporter}`} className="flex min-w-0 flex-col gap-3">
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-md">
          {reporter === 'source' ? 'Source' : reporter === 'destination' ? 'Destination' : 'Waypoint'}: {name}
        </h2>
        <p className="text-muted text-xs">{WORDS[reporter]}</p>
      </header>
      {totals === undefined ? (
        <Card>
          <EmptyState title={`The ${reporter} reported nothing in this window`}>
            {reporter === 'destination'
              ? 'Nothing arrived, or it has no sidecar.'
              : 'The caller has no sidecar, or sent nothing.'}
          </EmptyState>
        </Card>
      ) : (
        <>
          <p className="num flex flex-wrap gap-x-4 text-sm">
            <Fact label="requests" value={<Metric quantity={formatCount(totals.requests)} />} />
            <Fact
              label="errors"
              value={
                <Metric
                  quantity={totals.requests === 0 ? undefined : formatPercent(totals.errorPercent / 100)}
                  tone={totals.errors > 0 ? 'failing' : undefined}
                />
              }
            />
            <Fact
              label="p50"
              value={<Metric quantity={totals.p50 === null ? undefined : formatDuration(totals.p50)} />}
            />
            <Fact
              label="p95"
              value={<Metric quantity={totals.p95 === null ? undefined : formatDuration(totals.p95)} />}
            />
            <Fact
              label="p99"
              value={<Metric quantity={totals.p99 === null ? undefined : formatDuration(totals.p99)} />}
            />
          </p>
          <GoldenSignals whole={signals} byCode={undefined} isCompact />
        </>
      )}
    </section>
  );
}

function Fact({ label, value }: { label: string; value: ReactNode }) {
  return (
    <span>
      <span className="text-muted">{label}</span> {value}
    </span>
  );
}
