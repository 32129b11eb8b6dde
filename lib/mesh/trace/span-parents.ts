import type { Span } from './span';

/** The parent of each span within a trace, and each span once. */
export interface SpanParents {
  readonly spans: readonly Span[];
  readonly parentOf: ReadonlyMap<Span, Span>;
}

/**
 * Finds each span's parent. Repeated spans count once; a client and a server span may share one id (Zipkin's shared
 * spans): the client is then the server's parent, and the server the parent of what names the id. Loops are cut.
 */
export function findSpanParents(all: readonly Span[]): SpanParents {
  const byId = new Map<string, Map<Span['kind'], Span>>();
  for (const span of all) {
    const kinds = byId.get(span.span_id) ?? new Map<Span['kind'], Span>();
    if (!kinds.has(span.kind)) kinds.set(span.kind, span);
    byId.set(span.span_id, kinds);
  }
  const spans = [...byId.values()].flatMap((kinds) => [...kinds.values()]).sort(compareSpans);
  const parentOf = new Map<Span, Span>();
  for (const span of spans) {
    const parent = findParent(span, byId);
    if (parent !== undefined && parent !== span) parentOf.set(span, parent);
  }
  cutLoops(spans, parentOf);
  return { spans, parentOf };
}

/** By start, then length (longest first), then id. */
export function compareSpans(a: Span, b: Span): number {
  return a.start_us - b.start_us || b.duration_us - a.duration_us || (a.span_id < b.span_id ? -1 : 1);
}

function findParent(
  span: Span,
  byId: ReadonlyMap<string, ReadonlyMap<Span['kind'], Span>>,
): Span | undefined {
  const twin = byId.get(span.span_id)?.get('CLIENT');
  if (span.kind === 'SERVER' && twin !== undefined) return twin;
  const named = span.parent_span_id === span.span_id ? undefined : byId.get(span.parent_span_id);
  if (named === undefined) return undefined;
  return named.get('SERVER') ?? named.get('CONSUMER') ?? named.values().next().value;
}

/** Follows each chain once; the span where a chain meets itself loses its parent. */
function cutLoops(spans: readonly Span[], parentOf: Map<Span, Span>): void {
  const settled = new Set<Span>();
  for (const span of spans) {
    const chain = new Set<Span>();
    let at: Span | undefined = span;
    while (at !== undefined && !settled.has(at)) {
      chain.add(at);
      const next: Span | undefined = parentOf.get(at);
      if (next !== undefined && chain.has(next)) parentOf.delete(at);
      at = parentOf.get(at);
    }
    for (const seen of chain) settled.add(seen);
  }
}
