import type { Span } from '@/lib/mesh/trace/span';
import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';

/** Nodes whose span holds every word, in names, ids and tags (`key=value` too); none for a blank text. */
export function findInTrace(trace: Trace, text: string): TraceNode[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return trace.nodes.filter(({ span }) => {
    const hay = searchText(span);
    return words.every((word) => hay.includes(word));
  });
}

const cache = new WeakMap<Span, string>();

function searchText(span: Span): string {
  const known = cache.get(span);
  if (known !== undefined) return known;
  const tags = Object.entries(span.tags).map(([key, value]) => `${key}=${value}`);
  const names = [span.service, span.namespace, span.workload, span.name, span.kind, span.span_id];
  const text = [...names, span.status === 'error' ? 'error' : '', ...tags].join('\n').toLowerCase();
  cache.set(span, text);
  return text;
}

/** The match after or before the selected node, around the ends. */
export function stepMatch(
  matches: readonly TraceNode[],
  selected: TraceNode | undefined,
  by: 1 | -1,
): TraceNode | undefined {
  if (matches.length === 0) return undefined;
  const at = selected === undefined ? -1 : matches.indexOf(selected);
  if (at >= 0) return matches[(at + by + matches.length) % matches.length];
  if (selected === undefined) return by === 1 ? matches[0] : matches.at(-1);
  const next = matches.findIndex((node) => node.index > selected.index);
  if (by === 1) return next < 0 ? matches[0] : matches[next];
  return next <= 0 ? matches.at(-1) : matches[next - 1];
}
