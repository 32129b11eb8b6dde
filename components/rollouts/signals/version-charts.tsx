'use client';

import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { VersionSignals } from '@/lib/protocol/api/splits';
import type { ChartData, ChartMark } from '../../charts/chart-data';
import { ChartGroup } from '../../charts/chart-group';
import { TimeChart } from '../../charts/time-chart';

type VersionChartsProps = {
  versions: readonly VersionSignals[];
  colors: ReadonlyMap<string, string>;
  marks?: readonly ChartMark[];
};

type Moment = VersionSignals['course'][number];

/** What every version did in the last minutes, in three charts that share their crosshair. */
export function VersionCharts({ versions, colors, marks }: VersionChartsProps) {
  const chart = (pick: (moment: Moment) => number | null): ChartData => {
    const timesMs = versions[0]?.course.map(({ at }) => at) ?? [];
    const [first = 0, second = first + 1_000] = timesMs;
    const series = versions.map(({ version, course }) => ({
      key: version,
      label: version || 'unknown',
      color: colors.get(version) ?? 'var(--idle)',
      values: course.map(pick),
    }));
    return { timesMs, stepMs: second - first, series };
  };
  return (
    <ChartGroup>
      <div className="grid gap-4 lg:grid-cols-3">
        <TimeChart
          title="Requests"
          data={chart(({ rate }) => rate)}
          format={formatRate}
          marks={marks}
          height={140}
        />
        <TimeChart
          title="Errors"
          data={chart(({ errorPercent, rate }) => (rate === 0 ? null : errorPercent / 100))}
          format={formatPercent}
          floor={0.01}
          marks={marks}
          height={140}
        />
        <TimeChart
          title="p95"
          data={chart(({ p95 }) => p95)}
          format={formatDuration}
          marks={marks}
          height={140}
        />
      </div>
    </ChartGroup>
  );
}
