import type { BarSeries } from '@/components/charts/time-bars';
import type { CodeClass } from '@/lib/mesh/log/code-class';

/** The classes of the histogram, worst last: trouble lies on top of the stack, and hatched. */
export const CODE_SERIES: readonly (BarSeries & { id: CodeClass })[] = [
  { id: 'ok', label: '2xx', colour: 'color-mix(in srgb, var(--ok) 50%, var(--surface))' },
  { id: 'redirect', label: '3xx', colour: 'color-mix(in srgb, var(--info) 60%, var(--surface))' },
  { id: 'clientError', label: '4xx', colour: 'var(--degraded)' },
  { id: 'serverError', label: '5xx', colour: 'var(--failing)', isHatched: true },
  { id: 'noResponse', label: 'No response', colour: 'var(--series-3)', isHatched: true },
];
