import type { Quantity } from './quantity';
import { scaleToUnit } from './scale-to-unit';

const STEPS = [
  { size: 1, unit: 'mps' },
  { size: 1e3, unit: 'kmps' },
  { size: 1e6, unit: 'Mmps' },
] as const;

/** gRPC messages a second. */
export function formatMessageRate(perSecond: number): Quantity {
  return scaleToUnit(perSecond, STEPS);
}
