import { findCriticalPath } from '../trace/critical-path';
import { responseCodeOf } from '../trace/span-request';
import type { Trace, TraceNode } from '../trace/trace';

/** Why one request failed, or what it spent its time on. */
export interface TraceExplanation {
  kind: 'failed' | 'slow';
  /** The span where it began. */
  origin: TraceNode;
  /** Spans that only passed the failure on, from the origin's caller up. */
  passedOn: readonly TraceNode[];
  /**
   * Who made the outcome: the service itself, its proxy before or instead of it, the way between two proxies, or the one
   * that was called and reports no spans: a host outside the mesh.
   */
  madeBy: 'service' | 'proxy' | 'network' | 'callee';
  /** Microseconds the whole request waited for the origin alone; its share of the request is `share`. */
  ownUs: number;
  share: number;
  /** Failures below spans that succeeded all the same, by a retry or a fallback. */
  tolerated: number;
}

/** Flags that a proxy sets on answers it makes without its service. */
const PROXY_FLAGS = new Set([
  'RL',
  'UAEX',
  'FI',
  'DI',
  'NR',
  'UH',
  'UO',
  'NC',
  'SI',
  'IH',
  'OM',
  'LH',
  'RLSE',
]);
/** Shares below it explain nothing: the time went everywhere. */
const LEAST_SHARE = 0.2;

/** Follows the failure of a trace down to the span where it began; of one that succeeded, says what it waited for. */
export function explainTrace(trace: Trace): TraceExplanation | undefined {
  const failed = trace.roots.find(({ span }) => span.status === 'error');
  const waited = measureWaiting(trace);
  return failed === undefined ? explainTime(trace, waited) : explainFailure(trace, failed, waited);
}

function explainFailure(
  trace: Trace,
  root: TraceNode,
  waited: ReadonlyMap<number, number>,
): TraceExplanation {
  const path = [root];
  for (let at = findFailedChild(root); at !== undefined; at = findFailedChild(at)) path.push(at);
  const origin = path.at(-1) ?? root;
  const onPath = new Set(path);
  return {
    kind: 'failed',
    origin,
    passedOn: path.slice(0, -1).reverse(),
    madeBy: findMaker(origin),
    ...timeOf(trace, origin, waited),
    tolerated: countTolerated(trace, onPath),
  };
}

/** Of several failed calls the last one counts: earlier ones were tried again. */
function findFailedChild({ children }: TraceNode): TraceNode | undefined {
  return children
    .filter(({ span }) => span.status === 'error')
    .toSorted((a, b) => endOf(a) - endOf(b))
    .at(-1);
}

function findMaker({ span, children }: TraceNode): TraceExplanation['madeBy'] {
  const flags = (span.tags.response_flags ?? '-').split(',');
  if (flags.some((flag) => PROXY_FLAGS.has(flag)) || isAccessDenied(span.tags.response_code_details))
    return 'proxy';
  if (span.kind !== 'CLIENT') return 'service';
  // A call whose other side reports no failure, or nothing at all, was lost between the two.
  if (flags.some((flag) => flag !== '-' && flag !== '' && flag !== 'URX') || children.length > 0)
    return 'network';
  return isAnswer(responseCodeOf(span.tags)) ? 'callee' : 'service';
}

/** Whether somebody answered: a code other than none. */
function isAnswer(code: string): boolean {
  return code !== '' && code !== '0';
}

function isAccessDenied(details: string | undefined): boolean {
  return details?.startsWith('rbac_access_denied') === true || details?.startsWith('jwt_authn') === true;
}

function explainTime(trace: Trace, waited: ReadonlyMap<number, number>): TraceExplanation | undefined {
  const [index] = [...waited].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [-1, 0]);
  const origin = trace.nodes[index];
  if (origin === undefined) return undefined;
  const time = timeOf(trace, origin, waited);
  if (time.share < LEAST_SHARE) return undefined;
  const madeBy = origin.span.kind === 'CLIENT' && origin.children.length > 0 ? 'network' : 'service';
  return { kind: 'slow', origin, passedOn: [], madeBy, ...time, tolerated: countTolerated(trace, new Set()) };
}

/** Failures off the path, each with all that failed below it counted once. */
function countTolerated(trace: Trace, onPath: ReadonlySet<TraceNode>): number {
  return trace.nodes.filter(
    (node) =>
      node.span.status === 'error' &&
      !onPath.has(node) &&
      (node.parent?.span.status !== 'error' || onPath.has(node.parent)),
  ).length;
}

function timeOf(trace: Trace, { index }: TraceNode, waited: ReadonlyMap<number, number>) {
  const ownUs = waited.get(index) ?? 0;
  return { ownUs, share: trace.durationUs === 0 ? 0 : ownUs / trace.durationUs };
}

/** Microseconds of the critical path by span. */
function measureWaiting(trace: Trace): Map<number, number> {
  const waited = new Map<number, number>();
  for (const { spanIndex, startUs, endUs } of findCriticalPath(trace)) {
    waited.set(spanIndex, (waited.get(spanIndex) ?? 0) + endUs - startUs);
  }
  return waited;
}

function endOf({ span }: TraceNode): number {
  return span.start_us + span.duration_us;
}
