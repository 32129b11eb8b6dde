import { useIsNarrow } from '../ui/use-is-narrow';
import type { GraphUrl } from './graph-url';

/** What is in sight: on a phone, where nobody chose, the table; the legend explains the map alone. */
export function useShownView({ view: chosen, wall, legend }: GraphUrl): {
  view: 'map' | 'table';
  hasLegend: boolean;
} {
  const isNarrow = useIsNarrow();
  const natural = isNarrow && wall === undefined ? 'table' : 'map';
  const view = chosen === 'auto' ? natural : chosen;
  return { view, hasLegend: legend && view === 'map' };
}
