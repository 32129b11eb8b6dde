import { computeSelfTime } from './compute-self-time';
import type { Span } from './span';
import { compareSpans, findSpanParents } from './span-parents';
import type { Trace, TraceNode } from './trace';

type Draft = { -readonly [K in Exclude<keyof TraceNode, 'children' | 'parent'>]: TraceNode[K] } & {
  children: Draft[];
  parent: Draft | undefined;
};

/** Makes the call tree of one trace from its spans in any order; spans without their parent become further roots. */
export function buildTrace(traceId: string, all: readonly Span[]): Trace {
  const { spans, parentOf } = findSpanParents(all);
  const drafts = new Map(spans.map((span) => [span, draftOf(span)]));
  const roots: Draft[] = [];
  for (const [span, draft] of drafts) {
    const parent = parentOf.get(span);
    draft.parent = parent && drafts.get(parent);
    draft.isOrphan = parent === undefined && span.parent_span_id !== '';
    (draft.parent?.children ?? roots).push(draft);
  }
  roots.sort((a, b) => Number(a.isOrphan) - Number(b.isOrphan) || compareSpans(a.span, b.span));
  const nodes = placeNodes(roots);
  const startUs = spans.reduce((least, span) => Math.min(least, span.start_us), spans[0]?.start_us ?? 0);
  const endUs = spans.reduce((most, span) => Math.max(most, span.start_us + span.duration_us), startUs);
  return {
    traceId,
    roots,
    nodes,
    startUs,
    endUs,
    durationUs: endUs - startUs,
    depth: nodes.reduce((most, node) => Math.max(most, node.depth + 1), 0),
    errors: spans.filter((span) => span.status === 'error').length,
    services: [...new Set(spans.map((span) => span.service))],
    missingParents: new Set(roots.filter((root) => root.isOrphan).map((root) => root.span.parent_span_id))
      .size,
  };
}

function draftOf(span: Span): Draft {
  return {
    span,
    parent: undefined,
    children: [],
    depth: 0,
    index: 0,
    descendants: 0,
    isOrphan: false,
    selfUs: 0,
  };
}

/** Numbers the nodes depth first. Walks with its own stack: a trace may be thousands of calls deep. */
function placeNodes(roots: readonly Draft[]): Draft[] {
  const nodes: Draft[] = [];
  const pending = [...roots].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    node.depth = node.parent === undefined ? 0 : node.parent.depth + 1;
    node.index = nodes.length;
    nodes.push(node);
    for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i] as Draft);
  }
  for (const node of nodes.toReversed()) {
    node.selfUs = computeSelfTime(
      node.span,
      node.children.map((child) => child.span),
    );
    if (node.parent !== undefined) node.parent.descendants += node.descendants + 1;
  }
  return nodes;
}
