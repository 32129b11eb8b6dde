'use client';

import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { type BarSeries, type TimeBar, TimeBars } from '@/components/charts/time-bars';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PanelBody } from '@/components/ui/panel';
import { panelState } from '@/components/ui/panel-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { QueryValues } from '@/lib/client/http/print-request';
import { useLiveState } from '@/lib/client/live/use-live';
import { useLogHistogram } from '@/lib/client/logs/use-log-histogram';
import { resolveRange, type TimeRange } from '@/lib/client/time/time-range';
import { useNow } from '@/lib/client/time/use-now';
import { CODE_SERIES } from './model/code-series';

type LogHistogramProps = {
  query: QueryValues;
  range: TimeRange;
  onBrush: (range: { fromMs: number; toMs: number }) => void;
};

/** Lines over time by class of code; drag to look closer. */
export function LogHistogram({ query, range, onBrush }: LogHistogramProps) {
  const { isPaused } = useLiveState();
  const answer = useLogHistogram(query, { isLive: range.kind === 'relative' && !isPaused });
  const nowMs = useNow() ?? answer.dataUpdatedAt;
  const window = resolveRange(range, isPaused ? answer.dataUpdatedAt : nowMs);
  const bars = useMemo(
    () =>
      (answer.data?.buckets ?? []).map(
        (bucket): TimeBar => ({
          t: bucket.t,
          counts: CODE_SERIES.map(({ id }) => bucket[id]),
        }),
      ),
    [answer.data],
  );
  const totals = CODE_SERIES.map((_, i) => bars.reduce((sum, bar) => sum + (bar.counts[i] ?? 0), 0));
  if (answer.data === undefined && answer.error !== null) {
    return (
      <Card className="flex shrink-0 items-center gap-3 px-4 py-2 text-muted text-sm">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-failing" />
        <span role="alert">Cannot load lines over time: {answer.error.message}</span>
        <Button size="sm" className="ml-auto" onClick={() => void answer.refetch()}>
          Try again
        </Button>
      </Card>
    );
  }
  return (
    <Card className="flex h-36 shrink-0 flex-col p-2">
      <PanelBody
        title="Lines over time"
        state={panelState(answer)}
        skeleton={<Skeleton className="h-full" />}
      >
        {({ stepMs }) => (
          <>
            <Legend series={CODE_SERIES} totals={totals} />
            <div className="min-h-0 grow">
              <TimeBars
                label={`Log lines over time: ${CODE_SERIES.map(({ label }, i) => `${totals[i]} ${label}`).join(', ')}. The table below lists them.`}
                series={CODE_SERIES}
                bars={bars}
                stepMs={stepMs}
                {...window}
                onBrush={onBrush}
              />
            </div>
          </>
        )}
      </PanelBody>
    </Card>
  );
}

function Legend({ series, totals }: { series: readonly BarSeries[]; totals: readonly number[] }) {
  return (
    <ul className="flex shrink-0 flex-wrap gap-x-4 px-2 text-xs" aria-label="Lines by class of code">
      {series.map(({ id, label, colour }, i) => (
        <li key={id} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2 rounded-sm" style={{ background: colour }} />
          <span className="text-muted">{label}</span>
          <span className="num">{(totals[i] ?? 0).toLocaleString('en-US')}</span>
        </li>
      ))}
    </ul>
  );
}
