import { formatByteRate } from '@/lib/client/format/format-bytes';
import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { Quantity } from '@/lib/client/format/quantity';
import type { HealthStatus } from '@/lib/mesh/health/health-status';
import type { SignalPoint, SignalsAnswer, SignalTotals } from '@/lib/protocol/api/signals';
import { errorShare } from '../../charts/signal-charts';
import { healthTone } from '../../ui/health';
import { Metric } from '../../ui/metric';
import { Sparkline } from '../../ui/sparkline';

type Row = {
  label: string;
  value: (totals: SignalTotals) => Quantity | undefined;
  line: (point: SignalPoint) => number | null;
  isErrors?: boolean;
};

const duration = (ms: number | null): Quantity | undefined => (ms === null ? undefined : formatDuration(ms));

/** How much. */
const VOLUME: readonly Row[] = [
  { label: 'Requests', value: ({ rate }) => formatRate(rate), line: ({ rate }) => rate },
  {
    label: 'Errors',
    value: ({ requests, errorPercent }) => (requests === 0 ? undefined : formatPercent(errorPercent / 100)),
    line: errorShare,
    isErrors: true,
  },
  { label: 'In this window', value: ({ requests }) => formatCount(requests), line: () => null },
];

/** How fast. */
const LATENCY: readonly Row[] = [
  { label: 'p50', value: ({ p50 }) => duration(p50), line: ({ p50 }) => p50 },
  { label: 'p90', value: ({ p90 }) => duration(p90), line: ({ p90 }) => p90 },
  { label: 'p95', value: ({ p95 }) => duration(p95), line: ({ p95 }) => p95 },
  { label: 'p99', value: ({ p99 }) => duration(p99), line: ({ p99 }) => p99 },
];

type RowsProps = { signals: SignalsAnswer };

/** Volume of the first group: numbers over the window, and their shape; errors in the colour of the health they make. */
export function VolumeRows({ signals, health }: RowsProps & { health: HealthStatus }) {
  return <Rows rows={VOLUME} signals={signals} tone={healthTone(health)} />;
}

/** Latency of the first group. */
export function LatencyRows({ signals }: RowsProps) {
  return <Rows rows={LATENCY} signals={signals} />;
}

/** Bytes a second of connections. */
export function TcpRows({ signals }: RowsProps) {
  const seconds = Math.max(1, (signals.to - signals.from) / 1_000);
  const rows: readonly Row[] = [
    {
      label: 'Received',
      value: ({ tcpReceivedBytes }) => formatByteRate(tcpReceivedBytes / seconds),
      line: ({ tcpReceivedBytes }) => tcpReceivedBytes,
    },
    {
      label: 'Sent',
      value: ({ tcpSentBytes }) => formatByteRate(tcpSentBytes / seconds),
      line: ({ tcpSentBytes }) => tcpSentBytes,
    },
    {
      label: 'Connections opened',
      value: ({ tcpOpened }) => formatCount(tcpOpened),
      line: ({ tcpOpened }) => tcpOpened,
    },
  ];
  return <Rows rows={rows} signals={signals} />;
}

type Tone = ReturnType<typeof healthTone>;

function Rows({ rows, signals, tone }: RowsProps & { rows: readonly Row[]; tone?: Tone }) {
  const group = signals.groups[0];
  if (group === undefined) return <p className="text-faint text-xs">No requests in this window</p>;
  return (
    <dl className="grid grid-cols-[1fr_auto_112px] items-center gap-x-3 gap-y-1 text-sm">
      {rows.map(({ label, value, line, isErrors }) => {
        const values = group.points.map(line);
        const shown = isErrors === true && group.totals.errorPercent > 0 ? tone : undefined;
        return (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="text-right">
              <Metric quantity={value(group.totals)} tone={shown} />
            </dd>
            <dd>
              {values.some((one) => one !== null) ? (
                <Sparkline
                  values={values}
                  label={`${label} over the window`}
                  tone={shown ?? 'muted'}
                  width={112}
                  height={20}
                />
              ) : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
