import { calledHost } from './called-host';
import type { Span } from './span';
import type { Trace, TraceNode } from './trace';

/** A service that took part in a trace, or a host that was called and sent no spans. */
export interface TraceGraphNode {
  /** `namespace/service`, or `host:` and the name. */
  readonly id: string;
  readonly service: string;
  /** Empty for a host without spans. */
  readonly namespace: string;
  /** Known ones, sorted. */
  readonly versions: readonly string[];
  readonly workloads: readonly string[];
  /** 0 for a host without spans. */
  readonly spans: number;
  readonly errors: number;
  /** The whole request began here. */
  readonly isEntry: boolean;
  /** Some of its callers did not arrive. */
  readonly isOrphan: boolean;
  /** Its first span in the order of calls; for a host without spans the first call to it. */
  readonly first: TraceNode;
}

/** All calls of one trace from one service to another, or to itself. */
export interface TraceGraphEdge {
  readonly id: string;
  /** Ids of nodes. */
  readonly source: string;
  readonly target: string;
  readonly calls: number;
  /** Calls that failed on either side. */
  readonly errors: number;
  /** Durations of the calls in the callee together, microseconds; calls side by side count each. */
  readonly calleeUs: number;
  /** What the whole request waited for the callee's own work in these calls, microseconds. */
  readonly criticalUs: number;
  /** The critical path goes through one of the calls. */
  readonly isCritical: boolean;
  /** The first call, as the callee's span where there is one. */
  readonly first: TraceNode;
}

/** Who called whom within one trace. */
export interface TraceGraph {
  readonly nodes: readonly TraceGraphNode[];
  readonly edges: readonly TraceGraphEdge[];
}

type Open<T> = { -readonly [K in keyof T]: T[K] };
type NodeDraft = Omit<Open<TraceGraphNode>, 'versions' | 'workloads'> & {
  versions: Set<string>;
  workloads: Set<string>;
};
type Drafts = { nodes: Map<string, NodeDraft>; edges: Map<string, Open<TraceGraphEdge>> };

/** The graph of a trace, in the order of calls; `criticalUs` is the critical time of its spans by index. One pass over the spans. */
export function buildTraceGraph(trace: Trace, criticalUs: ReadonlyMap<number, number>): TraceGraph {
  const drafts: Drafts = { nodes: new Map(), edges: new Map() };
  for (const node of trace.nodes) addService(drafts, node);
  const waitedUs = sumBelow(trace, criticalUs);
  const enteredBy: (Open<TraceGraphEdge> | undefined)[] = [];
  for (const node of trace.nodes) {
    const { parent } = node;
    const entered =
      parent !== undefined && isCall(parent.span, node.span)
        ? addCall(drafts, idOf(parent.span), idOf(node.span), node, hasFailed(parent, node))
        : enteredBy[parent?.index ?? -1];
    enteredBy.push(entered);
    const unseen = addUnseenCall(drafts, node);
    const edge = unseen ?? entered;
    if (edge === undefined) continue;
    edge.criticalUs += criticalUs.get(node.index) ?? 0;
    // Time of the services it called counts too: a hop that only passes on is still on the way.
    if ((waitedUs[node.index] ?? 0) > 0) edge.isCritical = true;
  }
  return { nodes: [...drafts.nodes.values()].map(close), edges: [...drafts.edges.values()] };
}

function close(draft: NodeDraft): TraceGraphNode {
  return { ...draft, versions: [...draft.versions].sort(), workloads: [...draft.workloads].sort() };
}

function idOf({ namespace, service }: Span): string {
  return `${namespace}/${service}`;
}

function addService({ nodes }: Drafts, node: TraceNode): void {
  const { span } = node;
  const draft = nodes.get(idOf(span)) ?? emptyNode(idOf(span), span.service, span.namespace, node);
  nodes.set(draft.id, draft);
  draft.spans++;
  if (span.status === 'error') draft.errors++;
  if (span.version !== '') draft.versions.add(span.version);
  if (span.workload !== '') draft.workloads.add(span.workload);
  if (node.isOrphan) draft.isOrphan = true;
  else if (node.parent === undefined) draft.isEntry = true;
}

function emptyNode(id: string, service: string, namespace: string, first: TraceNode): NodeDraft {
  return {
    id,
    service,
    namespace,
    versions: new Set(),
    workloads: new Set(),
    spans: 0,
    errors: 0,
    isEntry: false,
    isOrphan: false,
    first,
  };
}

/** Spans of one service below each other are one request seen by sidecar and application, unless they are two ends of a call. */
function isCall(parent: Span, child: Span): boolean {
  if (idOf(parent) !== idOf(child)) return true;
  return isOutward(parent) && (child.kind === 'SERVER' || child.kind === 'CONSUMER');
}

function isOutward({ kind }: Span): boolean {
  return kind === 'CLIENT' || kind === 'PRODUCER';
}

/** A caller's span tells of the one call below it; with several (retries) each tells of itself. */
function hasFailed(parent: TraceNode, node: TraceNode): boolean {
  const isOnly = isOutward(parent.span) && parent.children.length === 1;
  return node.span.status === 'error' || (isOnly && parent.span.status === 'error');
}

/** A call that nothing of the callee is known of: it failed on the way, or the callee sends no spans. */
function addUnseenCall(drafts: Drafts, node: TraceNode): Open<TraceGraphEdge> | undefined {
  const { span, children } = node;
  const host = isOutward(span) && children.length === 0 ? calledHost(span) : undefined;
  if (host === undefined) return undefined;
  const known = serviceId(host, span.namespace);
  const id = drafts.nodes.has(known) ? known : `host:${host}`;
  if (!drafts.nodes.has(id)) {
    drafts.nodes.set(id, emptyNode(id, host.replace('.svc.cluster.local', ''), '', node));
  }
  return addCall(drafts, idOf(span), id, node, span.status === 'error');
}

const CLUSTER_HOST = /^([^.]+)(?:\.([^.]+)(?:\.svc(?:\.cluster\.local)?)?)?$/;

function serviceId(host: string, namespace: string): string {
  const [, service = '', named = namespace] = CLUSTER_HOST.exec(host) ?? [];
  return `${named}/${service}`;
}

function addCall(
  { edges }: Drafts,
  source: string,
  target: string,
  node: TraceNode,
  failed: boolean,
): Open<TraceGraphEdge> {
  const id = `${source} ${target}`;
  const edge = edges.get(id) ?? {
    id,
    source,
    target,
    calls: 0,
    errors: 0,
    calleeUs: 0,
    criticalUs: 0,
    isCritical: false,
    first: node,
  };
  edges.set(id, edge);
  edge.calls++;
  if (failed) edge.errors++;
  edge.calleeUs += node.span.duration_us;
  return edge;
}

/** The critical time of each span and all below it. */
function sumBelow({ nodes }: Trace, criticalUs: ReadonlyMap<number, number>): number[] {
  const sums = nodes.map(({ index }) => criticalUs.get(index) ?? 0);
  for (let index = nodes.length - 1; index > 0; index--) {
    const parent = nodes[index]?.parent?.index;
    if (parent !== undefined) sums[parent] = (sums[parent] ?? 0) + (sums[index] ?? 0);
  }
  return sums;
}
