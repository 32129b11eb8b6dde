import type { Quantity } from './quantity';
import { roundToThree, threeDigits } from './three-digits';

/** One step of a unit family: `size` base units make one of these. Steps run from small to large. */
export type UnitStep = { size: number; unit: string };

/** Picks the largest unit in which the value, once rounded, is at least one. */
export function scaleToUnit(value: number, steps: readonly [UnitStep, ...UnitStep[]]): Quantity {
  if (!Number.isFinite(value)) return { value: '–', unit: '' };
  let chosen: UnitStep = steps[0];
  for (const step of steps) if (roundToThree(Math.abs(value)) >= step.size) chosen = step;
  return { value: threeDigits(value / chosen.size), unit: chosen.unit };
}
