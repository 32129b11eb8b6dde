import type { TrafficPrices } from '../../mesh/graph/cost/traffic-prices';
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
  #versions = { tolerances: 1, operations: 1, prices: 1 };

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

  get prices(): TrafficPrices {
    return this.#current.prices;
  }

  /** The names that operations were given; another function after every change of the templates. */
  get nameOperation(): NameOperation {
    return this.#nameOperation;
  }

  /** Grow with every change: of one part, or of anything. */
  version(part?: keyof StoredOverrides): number {
    const { tolerances, operations, prices } = this.#versions;
    return part === undefined ? tolerances + operations + prices : this.#versions[part];
  }

  /** In force at once. */
  set(change: Partial<StoredOverrides>): void {
    this.#current = { ...this.#current, ...change };
    if (change.tolerances !== undefined) this.#versions.tolerances++;
    if (change.prices !== undefined) this.#versions.prices++;
    if (change.operations === undefined) return;
    this.#versions.operations++;
    this.#nameOperation = createNameOperation(change.operations);
  }
}
