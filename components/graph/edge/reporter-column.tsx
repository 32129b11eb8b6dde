import { type ReactNode, useMemo } from 'react';
import { formatByteRate, formatBytes } from '@/lib/client/format/format-bytes';
import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import type { SignalsAnswer, SignalTotals } from '@/lib/protocol/api/signals';
import { GoldenSignals } from '../../charts/golden-signals';
import { chartBytes } from '../../charts/signal-charts';
import { TimeChart } from '../../charts/time-chart';
import { Metric } from '../../ui/metric';

type ReporterColumnProps = {
  reporter: 'source' | 'destination' | 'waypoint';
  signals: SignalsAnswer;
  name: string;
  isTcp: boolean;
  /** The other side reported nothing: there is room for two charts beside each other. */
  isAlone: boolean;
};

const WORDS = {
  source: 'As the proxy of the source saw it: with the network and retries in between',
  destination: 'As the proxy of the destination saw it: only what arrived',
  waypoint: 'As the waypoint saw it',
} as const;
const SILENT = {
  source: 'The source reported nothing in this window: it has no sidecar, or sent nothing.',
  destination: 'The destination reported nothing in this window: nothing arrived, or it has no sidecar.',
  waypoint: 'The waypoint reported nothing in this window.',
} as const;

/** The golden signals one side reports. */
export function ReporterColumn({ reporter, signals, name, isTcp, isAlone }: ReporterColumnProps) {
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
        <p className="text-muted text-sm">{SILENT[reporter]}</p>
      ) : isTcp ? (
        <Connections signals={signals} totals={totals} />
      ) : (
        <Requests signals={signals} totals={totals} isCompact={!isAlone} />
      )}
    </section>
  );
}

type RequestsProps = { signals: SignalsAnswer; totals: SignalTotals; isCompact: boolean };

function Requests({ signals, totals, isCompact }: RequestsProps) {
  return (
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
      <GoldenSignals whole={signals} byCode={undefined} isCompact={isCompact} />
    </>
  );
}

/** What can be said of connections: they have neither codes nor durations of requests. */
function Connections({ signals, totals }: { signals: SignalsAnswer; totals: SignalTotals }) {
  const bytes = useMemo(() => chartBytes(signals), [signals]);
  return (
    <>
      <p className="num flex flex-wrap gap-x-4 text-sm">
        <Fact label="connections opened" value={<Metric quantity={formatCount(totals.tcpOpened)} />} />
        <Fact label="received" value={<Metric quantity={formatBytes(totals.tcpReceivedBytes)} />} />
        <Fact label="sent" value={<Metric quantity={formatBytes(totals.tcpSentBytes)} />} />
      </p>
      <TimeChart title="Throughput" data={bytes} format={formatByteRate} height={176} />
    </>
  );
}

function Fact({ label, value }: { label: string; value: ReactNode }) {
  return (
    <span>
      <span className="text-muted">{label}</span> {value}
    </span>
  );
}
