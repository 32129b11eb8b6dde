import type { GraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';

/** The window of a saved graph, epoch milliseconds. */
export type SavedWindow = { from: number; to: number };

/** What is drawn as JSON, with what somebody needs who finds the file later: which graph, of when, and where it was seen. */
export function graphToJson(
  { nodes, edges }: DrawnGraph,
  { type, find, hide }: Pick<GraphUrl, 'type' | 'find' | 'hide'>,
  { from, to }: SavedWindow,
  address: string,
): string {
  const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return `${JSON.stringify({ type, window, address, find, hide, nodes, edges }, undefined, 2)}\n`;
}
