import type { Quantity } from './quantity';
import { scaleToUnit } from './scale-to-unit';

const STEPS = [
  { size: 1, unit: 'rps' },
  { size: 1e3, unit: 'krps' },
  { size: 1e6, unit: 'Mrps' },
] as const;

/** Requests a second. */
export function formatRate(perSecond: number): Quantity {
  return scaleToUnit(perSecond, STEPS);
}
