interface Entry<Item> {
  readonly item: Item;
  deadline: number;
  order: number;
}

/**
 * Earliest deadline first, Envoy's weighted schedule: an item comes again after 1/weight, so shares follow the weights
 * and no item starves. The weight is asked anew at each turn and may change.
 */
export class EarliestDeadline<Item> {
  readonly #heap: Entry<Item>[] = [];
  readonly #weightOf: (item: Item) => number;
  #order = 0;

  constructor(items: readonly Item[], weightOf: (item: Item) => number) {
    this.#weightOf = weightOf;
    for (const item of items) this.#insert({ item, deadline: 1 / weightOf(item), order: this.#order++ });
  }

  /** The next item; it is in the schedule again behind its turn. */
  next(): Item | undefined {
    const first = this.#heap[0];
    if (first === undefined) return undefined;
    first.deadline += 1 / this.#weightOf(first.item);
    first.order = this.#order++;
    this.#sink(0);
    return first.item;
  }

  #insert(entry: Entry<Item>): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(entry, heap[parent])) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    const heap = this.#heap;
    for (let at = from; ; ) {
      const left = 2 * at + 1;
      const child = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!isBefore(heap[child], heap[at])) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    const entry = heap[a];
    const other = heap[b];
    if (entry === undefined || other === undefined) return;
    heap[a] = other;
    heap[b] = entry;
  }
}

/** Ties go to who waited longer. */
function isBefore<Item>(a: Entry<Item> | undefined, b: Entry<Item> | undefined): boolean {
  if (a === undefined) return false;
  if (b === undefined) return true;
  return a.deadline === b.deadline ? a.order < b.order : a.deadline < b.deadline;
}
