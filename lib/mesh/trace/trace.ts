import type { Span } from './span';

/** One span at its place in the call tree. */
export interface TraceNode {
  readonly span: Span;
  /** Undefined for roots, and for spans whose parent never arrived. */
  readonly parent: TraceNode | undefined;
  /** By start, then id. */
  readonly children: readonly TraceNode[];
  /** 0 for roots. */
  readonly depth: number;
  /** Position in `Trace.nodes`. */
  readonly index: number;
  /** Spans below it. */
  readonly descendants: number;
  /** Names a parent that is not among the spans. */
  readonly isOrphan: boolean;
  /** Time in which none of its children ran, microseconds. */
  readonly selfUs: number;
}

/** All spans of one request as a tree; times are epoch microseconds. */
export interface Trace {
  readonly traceId: string;
  /** True roots first, then orphans, each by start. */
  readonly roots: readonly TraceNode[];
  /** Depth first: a node is followed by its descendants. */
  readonly nodes: readonly TraceNode[];
  readonly startUs: number;
  readonly endUs: number;
  readonly durationUs: number;
  /** Levels of the tree; 0 without spans. */
  readonly depth: number;
  readonly errors: number;
  /** Canonical services, by first start. */
  readonly services: readonly string[];
  /** Parents that are named but did not arrive. */
  readonly missingParents: number;
}
