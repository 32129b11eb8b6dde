import type { Quantity } from './quantity';
import { scaleToUnit } from './scale-to-unit';

const STEPS = [
  { size: 1, unit: 'B' },
  { size: 1e3, unit: 'kB' },
  { size: 1e6, unit: 'MB' },
  { size: 1e9, unit: 'GB' },
  { size: 1e12, unit: 'TB' },
] as const;

/** A size in bytes, decimal multiples. */
export function formatBytes(bytes: number): Quantity {
  return scaleToUnit(bytes, STEPS);
}

/** Throughput in bytes a second. */
export function formatByteRate(bytesPerSecond: number): Quantity {
  const { value, unit } = formatBytes(bytesPerSecond);
  return { value, unit: unit === '' ? '' : `${unit}/s` };
}
