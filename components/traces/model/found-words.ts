import { formatCount } from '@/lib/client/format/format-count';
import { printQuantity } from '@/lib/client/format/quantity';

/** How many traces a search meets in its whole window; an estimate unless all spans were counted. */
export type FoundTraces = { traces: number; oneIn: number };

/** `93 traces`, `about 12.3 k traces`. */
export function printFound({ traces, oneIn }: FoundTraces): string {
  const count = printQuantity(formatCount(traces));
  return `${oneIn > 1 ? 'about ' : ''}${count} ${traces === 1 ? 'trace' : 'traces'}`;
}

/** What of all traces found is in the list. */
export function describeListed(listed: number, hasMore: boolean, found: FoundTraces | undefined): string {
  if (!hasMore) return listed === 1 ? 'The only trace' : `All ${listed.toLocaleString('en-US')} traces`;
  const newest = `The newest ${listed.toLocaleString('en-US')}`;
  if (found === undefined || found.traces <= listed) return `${newest} traces`;
  return `${newest} of ${printFound(found)}`;
}

/** What of all traces found is in the plot. */
export function describePlotted(plotted: number, isWhole: boolean, found: FoundTraces | undefined): string {
  const shown = plotted.toLocaleString('en-US');
  if (isWhole) return plotted === 1 ? 'The only trace' : `All ${shown} traces`;
  const of = found === undefined || found.traces <= plotted ? 'traces' : `of ${printFound(found)}`;
  return `${shown} ${of}, some of every part of the window`;
}
