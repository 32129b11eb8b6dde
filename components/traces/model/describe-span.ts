import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { Span } from '@/lib/mesh/trace/span';
import type { TraceNode } from '@/lib/mesh/trace/trace';
import { spanFacts } from './span-facts';

/** What a span is called in lists: `GET /reviews/0`, else its operation. */
export function spanTitle(span: Span): string {
  const { method, path } = spanFacts(span);
  if (method === undefined && path === undefined) return span.name;
  return [method, path].filter(Boolean).join(' ');
}

/** In a row of the timeline: a call says whom it is made to, once. */
export function rowTitle(span: Span): string {
  const title = spanTitle(span);
  if (span.kind !== 'CLIENT') return title;
  const target = targetOf(span);
  return target === title ? `→ ${title}` : `→ ${target} ${title}`;
}

/** One plain sentence: who did what, for whom, how it ended, how long it took. */
export function describeSpan(node: TraceNode): string {
  const { span } = node;
  const took = printQuantity(formatDuration(span.duration_us / 1000));
  return `${subjectOf(node)}${actOf(span)}${outcomeOf(span)} after ${took}.`;
}

function subjectOf({ span, parent }: TraceNode): string {
  if (span.kind === 'CLIENT') return `${span.workload} called ${targetOf(span)}`;
  if (span.kind === 'SERVER') {
    const caller = parent?.span.kind === 'CLIENT' ? ` from ${parent.span.workload}` : '';
    return `${span.workload} served a request${caller}`;
  }
  if (span.kind === 'PRODUCER') return `${span.workload} sent a message`;
  if (span.kind === 'CONSUMER') return `${span.workload} took a message`;
  return `${span.workload} worked on ${span.name}`;
}

/** The host of an operation name in Istio's form, `host:port/path*`. */
function targetOf(span: Span): string {
  return span.name.replace(/\/\*?$/, '').replace('.svc.cluster.local', '');
}

function actOf(span: Span): string {
  const { method, path } = spanFacts(span);
  return method === undefined && path === undefined ? '' : `, ${[method, path].filter(Boolean).join(' ')},`;
}

function outcomeOf(span: Span): string {
  const { code } = spanFacts(span);
  if (code === undefined) return span.status === 'error' ? ' and failed' : ' and finished';
  if (code === 0) return ' and got no answer';
  return span.kind === 'SERVER' ? ` and answered ${code}` : ` and got ${code}`;
}
