import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';

/** Where a quantile lies, in milliseconds: the unit is said once where both ends share it. */
export function describeBand({ low, high }: { low: number; high: number | null }): string {
  const from = formatDuration(low);
  if (high === null) return low === 0 ? 'too few to say' : `from ${printQuantity(from)} up`;
  const to = formatDuration(high);
  return `${from.unit === to.unit ? from.value : printQuantity(from)} to ${printQuantity(to)}`;
}
