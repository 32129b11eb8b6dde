import type { Quantity } from './quantity';
import { scaleToUnit } from './scale-to-unit';

const STEPS = [
  { size: 1, unit: '' },
  { size: 1e3, unit: 'k' },
  { size: 1e6, unit: 'M' },
  { size: 1e9, unit: 'G' },
] as const;

/** A plain count: `42`, `1.23 k`, `4.5 M`. */
export function formatCount(count: number): Quantity {
  return scaleToUnit(count, STEPS);
}
