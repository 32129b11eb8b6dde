import { countUpToBounds } from '../../mesh/metrics/count-by-bounds';
import { type Histogram, histogramCount } from '../../mesh/metrics/histogram';
import type { Selector } from './read-selector';

/** Labels of a sample. */
export type SampleLabels = Readonly<Record<string, string>>;

/** One line of a metric: a suffix of its name, more labels, a value. */
export interface Sample {
  suffix: string;
  labels: SampleLabels;
  value: number;
}

/** One metric with its samples. */
export interface MetricFamily {
  name: string;
  type: 'counter' | 'histogram';
  samples: Sample[];
}

/** The samples of one counter. */
export function counterSample(labels: SampleLabels, value: number): Sample[] {
  return [{ suffix: '', labels, value }];
}

/** The samples of one histogram: `bounds` in the unit of its values, `unit` of them make one of what is printed. */
export function histogramSamples(
  labels: SampleLabels,
  histogram: Histogram,
  sum: number,
  bounds: readonly number[],
  unit: number,
): Sample[] {
  const counts = countUpToBounds(
    histogram,
    bounds.map((bound) => bound * unit),
  );
  return [
    ...bounds.map((bound, at) => ({
      suffix: '_bucket',
      labels: { ...labels, le: String(bound) },
      value: counts[at] ?? 0,
    })),
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: histogramCount(histogram) },
    { suffix: '_sum', labels, value: sum / unit },
    { suffix: '_count', labels, value: histogramCount(histogram) },
  ];
}

/** Prometheus's text format of the samples that one of the selectors takes. */
export function printFamilies(families: readonly MetricFamily[], selectors: readonly Selector[]): string {
  const lines: string[] = [];
  for (const { name, type, samples } of families) {
    const taken = samples.filter(({ suffix, labels }) => {
      const named = { ...labels, __name__: `${name}${suffix}` };
      return selectors.some((accepts) => accepts(named));
    });
    if (taken.length === 0) continue;
    lines.push(`# TYPE ${name} ${type}`);
    for (const { suffix, labels, value } of taken)
      lines.push(`${name}${suffix}${printLabels(labels)} ${value}`);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function printLabels(labels: SampleLabels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
