'use client';

import { useMemo } from 'react';
import { formatPercent } from '@/lib/client/format/format-percent';
import type { DiagnosisAnswer } from '@/lib/protocol/api/diagnosis';
import type { ChartMark } from '../charts/chart-data';
import { TimeChart } from '../charts/time-chart';

/** An axis of shares never shows less than this. */
const FLOOR = 0.05;

type TroubleChartProps = { course: DiagnosisAnswer['course']; marks: readonly ChartMark[] };

/** When it began: the share of failed or slow requests over baseline and window. */
export function TroubleChart({ course, marks }: TroubleChartProps) {
  const data = useMemo(() => {
    const { startMs, stepMs, requests, bad } = course;
    const isErrors = course.kind === 'errors';
    return {
      stepMs,
      timesMs: requests.map((_, index) => startMs + index * stepMs),
      series: [
        {
          key: 'bad',
          label: isErrors ? 'failed' : 'slow',
          color: isErrors ? 'var(--failing)' : 'var(--degraded)',
          values: requests.map((total, index) =>
            total === 0 ? null : Math.min(1, (bad[index] ?? 0) / total),
          ),
        },
      ],
    };
  }, [course]);
  return (
    <TimeChart
      title={course.kind === 'errors' ? 'Failed requests' : 'Slow requests'}
      data={data}
      format={formatPercent}
      floor={FLOOR}
      marks={marks}
      height={120}
    />
  );
}
