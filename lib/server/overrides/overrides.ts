import type { TransferPrices } from '../../mesh/graph/cost/transfer-prices';
import type { ObjectTolerances } from '../../mesh/health/object-tolerances';
import {
  createNameOperation,
  type NameOperation,
  type ServiceOperations,
} from '../../mesh/metrics/service-operations';
import type { StoredOverrides } from './stored-overrides';

/** What people decided against what was learnt or is usual, as it holds now. */
export class Overrides {
  #current: StoredOverrides;
  #nameOperation: NameOperation;
  #changes = 0;

  constructor(stored: StoredOverrides) {
    this.#current = stored;
    this.#nameOperation = createNameOperation(stored.operations);
  }

  get tolerances(): readonly ObjectTolerances[] {
    return this.#current.tolerances;
  }

  get operations(): readonly ServiceOperations[] {
    return this.#current.operations;
  }

  /** What moving a gigabyte costs, where somebody set it. */
  get prices(): TransferPrices | undefined {
    return this.#current.prices ?? undefined;
  }

  /** The names that operations were given; another function after every change of the templates. */
  get nameOperation(): NameOperation {
    return this.#nameOperation;
  }

  /** Grows with every change. */
  version(): number {
    return this.#changes;
  }

  /** In force at once. */
  set(change: Partial<StoredOverrides>): void {
    this.#current = { ...this.#current, ...change };
    this.#changes++;
    if (change.operations === undefined) return;
    this.#nameOperation = createNameOperation(change.operations);
  }
}
