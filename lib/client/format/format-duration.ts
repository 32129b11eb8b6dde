import type { Quantity } from './quantity';
import { scaleToUnit } from './scale-to-unit';

const STEPS = [
  { size: 1e-3, unit: 'µs' },
  { size: 1, unit: 'ms' },
  { size: 1e3, unit: 's' },
  { size: 60e3, unit: 'min' },
  { size: 3_600e3, unit: 'h' },
  { size: 86_400e3, unit: 'd' },
] as const;

/** A duration or latency given in milliseconds. */
export function formatDuration(ms: number): Quantity {
  if (ms === 0) return { value: '0', unit: 'ms' };
  return scaleToUnit(ms, STEPS);
}
