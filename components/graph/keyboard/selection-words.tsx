import type { DrawnGraph } from '../model/drawn-graph';
import { describeSelection } from './describe-selection';

/** What a screen reader says of the selection. */
export function SelectionWords({ graph, selected }: { graph: DrawnGraph; selected: string }) {
  return describeSelection(graph, selected);
}
