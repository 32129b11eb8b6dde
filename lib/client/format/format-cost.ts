import type { EdgeCost } from '@/lib/mesh/graph/graph';
import type { Quantity } from './quantity';
import { threeDigits } from './three-digits';

/** What a month of an edge costs. */
export function formatCost({ monthly, currency }: EdgeCost): Quantity {
  return { value: threeDigits(monthly), unit: `${currency}/month` };
}
