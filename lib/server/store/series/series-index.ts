import { SERIES_LABELS, type SeriesLabel, type SeriesLabels } from '../../../mesh/metrics/series-labels';
import type { SeriesSelector } from '../contract/series-directory';

/** Label sets by number and by value: a selection starts from the rarest value and checks the rest. */
export class SeriesIndex {
  private readonly byId = new Map<number, SeriesLabels>();
  private readonly byValue = new Map<SeriesLabel, Map<string, number[]>>(
    SERIES_LABELS.map((label) => [label, new Map()]),
  );
  private sorted: number[] | undefined;

  get size(): number {
    return this.byId.size;
  }

  labels(series: number): SeriesLabels | undefined {
    return this.byId.get(series);
  }

  add(series: number, labels: SeriesLabels): void {
    if (this.byId.has(series)) return;
    this.byId.set(series, labels);
    this.sorted = undefined;
    for (const [label, values] of this.byValue) {
      const list = values.get(labels[label]);
      if (list === undefined) values.set(labels[label], [series]);
      else list.push(series);
    }
  }

  remove(series: number): void {
    const labels = this.byId.get(series);
    if (labels === undefined) return;
    this.byId.delete(series);
    this.sorted = undefined;
    for (const [label, values] of this.byValue) {
      const left = (values.get(labels[label]) ?? []).filter((other) => other !== series);
      if (left.length === 0) values.delete(labels[label]);
      else values.set(labels[label], left);
    }
  }

  values(label: SeriesLabel): string[] {
    return [...(this.byValue.get(label)?.keys() ?? [])].sort();
  }

  select(selector: SeriesSelector): number[] {
    const wanted = Object.entries(selector).map(([label, value]) => ({
      label: label as SeriesLabel,
      values: typeof value === 'string' ? [value] : [...new Set(value)],
    }));
    if (wanted.length === 0) return [...this.all()];
    const lists = wanted.map(({ label, values }) =>
      values.map((value) => this.byValue.get(label)?.get(value) ?? []),
    );
    const rarest = indexOfSmallest(lists.map((parts) => parts.reduce((sum, part) => sum + part.length, 0)));
    const others = wanted.filter((_, i) => i !== rarest);
    const found = (lists[rarest] ?? []).flat().filter((series) => {
      const labels = this.byId.get(series);
      return labels !== undefined && others.every(({ label, values }) => values.includes(labels[label]));
    });
    return found.sort((a, b) => a - b);
  }

  private all(): number[] {
    this.sorted ??= [...this.byId.keys()].sort((a, b) => a - b);
    return this.sorted;
  }
}

function indexOfSmallest(sizes: readonly number[]): number {
  let smallest = 0;
  for (let i = 1; i < sizes.length; i++) if ((sizes[i] ?? 0) < (sizes[smallest] ?? 0)) smallest = i;
  return smallest;
}
