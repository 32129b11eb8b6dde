import type { Attributes } from '../../lib/mesh/telemetry-api/expression';
import type { MetricPlan } from '../../lib/mesh/telemetry-api/resolve-metrics';
import { createIstioTotals, type IstioTotals } from './istio-totals';
import { TELEMETRY_LIMITS } from './telemetry-limits';

/** Stands for values that found no room. */
const OTHER = 'other';
const LONGEST_VALUE = 128;

/**
 * Totals by label set and by the values of tags that a Telemetry resource computes for each request. At most
 * `TELEMETRY_LIMITS.taggedTotals`: what comes later is counted under `other`, so that sums stay true.
 */
export class TaggedTotals {
  overflowed = 0;
  readonly #byBase = new Map<IstioTotals, Map<string, IstioTotals>>();
  #size = 0;

  totals(): IstioTotals[] {
    return [...this.#byBase.values()].flatMap((byValues) => [...byValues.values()]);
  }

  /** The totals of a request, beside its plain ones. */
  obtain(base: IstioTotals, { tags }: MetricPlan, attributes: Attributes): IstioTotals {
    const values: Record<string, string> = {};
    for (const [tag, expression] of tags) values[tag] = toLabel(expression.evaluate(attributes));
    const known = this.#find(base, values);
    if (known !== undefined) return known;
    if (this.#size < TELEMETRY_LIMITS.taggedTotals) return this.#create(base, values);
    this.overflowed++;
    const others = Object.fromEntries(Object.keys(values).map((tag) => [tag, OTHER]));
    return this.#find(base, others) ?? this.#create(base, others);
  }

  #find(base: IstioTotals, values: Record<string, string>): IstioTotals | undefined {
    return this.#byBase.get(base)?.get(keyOf(values));
  }

  #create(base: IstioTotals, values: Record<string, string>): IstioTotals {
    const totals = createIstioTotals(base.labels, values);
    const byValues = this.#byBase.get(base) ?? new Map<string, IstioTotals>();
    this.#byBase.set(base, byValues.set(keyOf(values), totals));
    this.#size++;
    return totals;
  }
}

function keyOf(values: Record<string, string>): string {
  return Object.values(values).join('\u0000');
}

/** Istio's word for an expression without a value. */
function toLabel(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'object') return 'unknown';
  return String(value).slice(0, LONGEST_VALUE);
}
