import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';
import { findTerms } from '@/lib/mesh/graph/find/find-terms';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import type { GraphEdge } from '@/lib/mesh/graph/graph';
import { EDGE_LABELS, type EdgeLabel, type PlatePart, plateOf } from '../look/edge-look';
import { toneOf } from '../look/tone';
import type { DrawnGraph } from './drawn-graph';
import { isOverview } from './is-overview';

/** Fields of find whose number a plate can say. */
const LABELS: Readonly<Record<string, EdgeLabel>> = {
  rate: 'rate',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
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
  // Among many boxes a healthy edge says nothing by itself: found, it says what it would say elsewhere.
  if (asked.size === 0 && !asksErrors && !isOverview(graph)) return NONE;
  const shown = EDGE_LABELS.filter((label) => labels.includes(label) || asked.has(label));
  const plates = new Map<string, readonly PlatePart[]>();
  for (const edge of graph.edges) {
    if (!lit.has(edge.id) || edge.isIdle) continue;
    const parts = plateOf(edge, shown);
    const hasErrors = parts.some(({ text }) => text.endsWith(' err'));
    const isMissing = asksErrors && !hasErrors && edge.errorPercent > 0;
    const said = isMissing ? [...parts, errorsOf(edge)] : parts;
    if (said.length > 0) plates.set(edge.id, said);
  }
  return plates;
}

/** In the colour of trouble only where the edge is in trouble. */
function errorsOf({ errorPercent, health }: GraphEdge): PlatePart {
  const tone = toneOf(health.status);
  const isTroubled = tone === 'failing' || tone === 'degraded';
  const text = `${printQuantity(formatPercent(errorPercent / 100))} err`;
  return { text, tone: isTroubled ? tone : 'text' };
}
