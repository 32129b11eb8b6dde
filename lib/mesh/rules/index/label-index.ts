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
  /** The first of them. */
  find(labels: Labels, namespace?: string): T | undefined;
}

/** Indexes by single labels: the rarest one asked for decides which things are looked at. */
export function createLabelIndex<T extends Labelled>(items: readonly T[]): LabelIndex<T> {
  const byKey = new Map<string, T[]>();
  const add = (key: string, item: T) => {
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [item]);
    else list.push(item);
  };
  for (const item of items) {
    add(item.namespace, item);
    for (const [name, value] of Object.entries(item.labels)) {
      add(`${name}=${value}`, item);
      add(`${item.namespace}/${name}=${value}`, item);
    }
  }
  const candidatesFor = (labels: Labels, namespace?: string): readonly T[] => {
    const prefix = namespace === undefined ? '' : `${namespace}/`;
    let candidates = namespace === undefined ? items : (byKey.get(namespace) ?? []);
    for (const [name, value] of Object.entries(labels)) {
      const list = byKey.get(`${prefix}${name}=${value}`) ?? [];
      if (list.length < candidates.length) candidates = list;
    }
    return candidates;
  };
  return {
    select: (labels, namespace) =>
      candidatesFor(labels, namespace).filter((item) => hasLabels(item.labels, labels)),
    find: (labels, namespace) =>
      candidatesFor(labels, namespace).find((item) => hasLabels(item.labels, labels)),
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
