import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';
import { findTerms } from '@/lib/mesh/graph/find/find-terms';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import { EDGE_LABELS, type EdgeLabel, type PlatePart, plateOf } from '../look/edge-look';
import type { DrawnGraph } from './drawn-graph';

/** Fields of find whose number a plate can say. */
const LABELS: Readonly<Record<string, EdgeLabel>> = {
  share: 'share',
  responsetime: 'p95',
  throughput: 'throughput',
  messages: 'messages',
  cost: 'cost',
};
const NONE: ReadonlyMap<string, readonly PlatePart[]> = new Map();
const ERRORS: readonly string[] = ['error', '%httperr', '%grpcerr'];

/** What the plates of found edges say: their own numbers, and the one that was asked for. */
export function foundPlates(
  graph: DrawnGraph,
  lit: ReadonlySet<string> | undefined,
  find: string,
  labels: readonly EdgeLabel[],
): ReadonlyMap<string, readonly PlatePart[]> {
  const { expression } = parseFind(find);
  if (lit === undefined || expression === undefined) return NONE;
  const fields = new Set(
    [...findTerms(expression)].flatMap((term) => (term.kind === 'compare' ? [term.field] : [])),
  );
  const asked = new Set([...fields].flatMap((field) => LABELS[field] ?? []));
  const asksErrors = ERRORS.some((field) => fields.has(field));
  if (asked.size === 0 && !asksErrors) return NONE;
  const shown = EDGE_LABELS.filter((label) => labels.includes(label) || asked.has(label));
  const plates = new Map<string, readonly PlatePart[]>();
  for (const edge of graph.edges) {
    if (!lit.has(edge.id) || edge.isIdle) continue;
    const parts = plateOf(edge, shown);
    const hasErrors = parts.some(({ text }) => text.endsWith(' err'));
    const isMissing = asksErrors && !hasErrors && edge.errorPercent > 0;
    const errors = `${printQuantity(formatPercent(edge.errorPercent / 100))} err`;
    plates.set(edge.id, isMissing ? [...parts, { text: errors, tone: 'text' }] : parts);
  }
  return plates;
}
