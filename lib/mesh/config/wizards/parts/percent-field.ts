import type { NumberField } from '../form-field';

/** A share of requests, as Istio's Percent message writes it. */
export function percentField(label: string, at: string, hint?: string): NumberField {
  return {
    type: 'number',
    label,
    at,
    min: 0,
    max: 100,
    unit: '%',
    ...(hint === undefined ? {} : { hint }),
  };
}
