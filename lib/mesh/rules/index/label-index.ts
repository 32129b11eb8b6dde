/** Labels by name. */
export type Labels = Readonly<Record<string, string>>;

interface Labelled {
  namespace: string;
  labels: Labels;
}

/** Finds things by the labels they carry, without looking at every one. */
export interface LabelIndex<T> {
  /** Those with all of `labels`; with no labels at all, everything. */
  select(labels: Labels, namespace?: string): readonly T[];
}

/** Indexes by single labels: the rarest one asked for decides which things are looked at. */
export function createLabelIndex<T extends Labelled>(items: readonly T[]): LabelIndex<T> {
  const byLabel = new Map<string, T[]>();
  for (const item of items) {
    for (const [name, value] of Object.entries(item.labels)) {
      const key = `${name}=${value}`;
      const list = byLabel.get(key);
      if (list === undefined) byLabel.set(key, [item]);
      else list.push(item);
    }
  }
  return {
    select: (labels, namespace) => {
      let candidates = items;
      for (const [name, value] of Object.entries(labels)) {
        const list = byLabel.get(`${name}=${value}`) ?? [];
        if (list.length < candidates.length) candidates = list;
      }
      return candidates.filter(
        (item) => (namespace === undefined || item.namespace === namespace) && hasLabels(item.labels, labels),
      );
    },
  };
}

/** Whether every label of `wanted` is among `labels`. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

/** Labels in a message: `app=reviews, version=v1`. */
export function formatLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

/** Whether `labels` is empty. */
export function isEmpty(labels: Labels | undefined): boolean {
  return labels === undefined || Object.keys(labels).length === 0;
}
