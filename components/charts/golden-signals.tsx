'use client';

import { type ReactNode, useMemo } from 'react';
import { formatByteRate } from '@/lib/client/format/format-bytes';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatMessageRate } from '@/lib/client/format/format-message-rate';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { ChartMark } from './chart-data';
import { LatencyHeatmap } from './latency-heatmap';
import {
  chartByCodeClass,
  chartByGroup,
  chartBytes,
  chartMessages,
  chartQuantiles,
  errorShare,
  type Signals,
} from './signal-charts';
import { TimeChart } from './time-chart';

/** An axis of errors never shows less than this share. */
const ERROR_FLOOR = 0.01;

type GoldenSignalsProps = {
  /** One group, with `heat` where the heat map is wanted. */
  whole: Signals & { heat?: { bounds: number[]; cells: { t: number; counts: number[] }[] } | undefined };
  /** The same traffic by response code. */
  byCode: Signals | undefined;
  /** The same window a day before. */
  yesterday?: Signals | undefined;
  marks?: readonly ChartMark[] | undefined;
  /** One column, for side panels. */
  isCompact?: boolean;
  /** What else belongs beside the charts, as large as one of them. */
  extra?: ReactNode;
};

/** Traffic, errors, latency and bytes, on one time axis. */
export function GoldenSignals({
  whole,
  byCode,
  yesterday,
  marks,
  isCompact = false,
  extra,
}: GoldenSignalsProps) {
  const rate = useMemo(
    () =>
      byCode === undefined
        ? chartByGroup(
            whole,
            (point) => point.rate,
            () => 'all',
          )
        : chartByCodeClass(byCode, yesterday),
    [whole, byCode, yesterday],
  );
  const errors = useMemo(
    () => chartByGroup(whole, errorShare, () => 'errors', yesterday, 'var(--failing)'),
    [whole, yesterday],
  );
  const latency = useMemo(() => chartQuantiles(whole, yesterday), [whole, yesterday]);
  const bytes = useMemo(() => chartBytes(whole), [whole]);
  const messages = useMemo(() => chartMessages(whole), [whole]);
  const height = isCompact ? 132 : 176;
  const shared = { marks, height };
  return (
    <div className={isCompact ? 'flex flex-col gap-3' : 'grid gap-3 lg:grid-cols-2'}>
      <TimeChart title="Traffic" data={rate} format={formatRate} kind="stack" {...shared} />
      <TimeChart title="Errors" data={errors} format={formatPercent} floor={ERROR_FLOOR} {...shared} />
      <TimeChart title="Latency" data={latency} format={formatDuration} {...shared} />
      {whole.heat === undefined ? null : (
        <LatencyHeatmap signals={{ ...whole, heat: whole.heat }} {...shared} />
      )}
      <TimeChart title="Throughput" data={bytes} format={formatByteRate} {...shared} />
      {messages === undefined ? null : (
        <TimeChart title="gRPC messages" data={messages} format={formatMessageRate} {...shared} />
      )}
      {extra}
    </div>
  );
}
