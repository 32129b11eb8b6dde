import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { TraceExplanation } from '@/lib/mesh/diagnosis/explain-trace';
import { formatSubject } from '@/lib/mesh/graph/node-id';
import { DEFAULT_CLUSTER } from '@/lib/mesh/identity/workload-identity';
import { findResponseFlag } from '@/lib/mesh/log/response-flags';
import type { Span } from '@/lib/mesh/trace/span';
import { requestOf, responseCodeOf } from '@/lib/mesh/trace/span-request';
import type { TraceNode } from '@/lib/mesh/trace/trace';

/** An explanation in plain words. */
export function describeExplanation(found: TraceExplanation): string {
  const text = found.kind === 'failed' ? describeFailure(found) : describeTime(found);
  if (found.tolerated === 0) return text;
  const other = found.kind === 'failed' ? 'other failed call' : 'failed call';
  const calls = found.tolerated === 1 ? `One ${other}` : `${found.tolerated} ${other}s`;
  return `${text} ${calls} did not matter in the end.`;
}

/** The workload where something may have been wrong at that time, as an id of the graph. */
export function suspectOf({ span }: TraceNode): string {
  const { tags } = span;
  const cluster = tags['istio.cluster_id'] ?? DEFAULT_CLUSTER;
  const peer = span.kind === 'CLIENT' ? tags['peer.workload'] : undefined;
  const namespace = peer === undefined ? span.namespace : (tags['peer.namespace'] ?? span.namespace);
  return formatSubject({ kind: 'workload', namespace, name: peer ?? span.workload, cluster });
}

function describeFailure({ origin, passedOn, madeBy }: TraceExplanation): string {
  const { span } = origin;
  const code = responseCodeOf(span.tags);
  const answer = code === '' ? 'failed' : code === '0' ? 'gave no answer' : `answered ${code}`;
  const request = requestOf(span.tags);
  const on = request === '' ? '' : ` on ${request}`;
  const reason = describeFlags(span.tags.response_flags);
  const others = [...new Set(passedOn.map((node) => node.span.service))].filter(
    (name) => madeBy === 'callee' || name !== span.service,
  );
  const only = others.length === 0 ? '' : ` ${listNames(others)} only passed it on.`;
  const callee = calleeOf(span);
  if (madeBy === 'service') {
    const calls = origin.children.length > 0 ? ', although every call it made went well' : '';
    return `${nameOf(origin)} itself ${answer}${on}${reason}${calls}.${only}`;
  }
  if (madeBy === 'callee')
    return `${callee} ${answer} to ${nameOf(origin)}${on}${reason}.${changed(origin)}${only}`;
  if (madeBy === 'proxy')
    return `The proxy of ${nameOf(origin)} ${answer}${on} without asking anybody${reason}.${only}`;
  const seen = origin.children.length > 0 ? `, although ${callee} has no failure of its own` : '';
  return `The call from ${nameOf(origin)} to ${callee}${on} was lost between them${reason}${seen}.${only}`;
}

/** What a call was meant for: the workload that got it, else the host it names. */
function calleeOf({ tags, name }: Span): string {
  return tags['peer.workload'] ?? (name.split('/')[0] ?? '').replace(/:(?:80|443)$/, '');
}

/** The caller may have made another code of the answer it got. */
function changed({ span, parent }: TraceNode): string {
  const own = parent === undefined ? '' : responseCodeOf(parent.span.tags);
  if (parent?.span.service !== span.service || own === '' || own === responseCodeOf(span.tags)) return '';
  return ` ${span.service} made ${own} of it.`;
}

function describeTime({ origin, ownUs, share, madeBy }: TraceExplanation): string {
  const most = share >= 0.5 ? 'Most' : 'The largest part';
  const took = `${printQuantity(formatDuration(ownUs / 1_000))} or ${Math.round(share * 100)} %,`;
  const request = requestOf(origin.span.tags);
  const on = request === '' ? origin.span.name : request;
  return madeBy === 'network'
    ? `${most} of the time, ${took} passed between ${nameOf(origin)} and ${origin.span.tags['peer.workload'] ?? 'what it called'}.`
    : `${most} of the time, ${took} passed in ${nameOf(origin)} itself (${on}).`;
}

function describeFlags(flags: string | undefined): string {
  const [first] = (flags ?? '-').split(',').filter((flag) => flag !== '-' && flag !== '');
  if (first === undefined) return '';
  const known = findResponseFlag(first);
  return known === undefined ? ` (${first})` : ` (${first}: ${known.meaning.replace(/\.$/, '')})`;
}

function nameOf({ span }: TraceNode): string {
  return span.version === '' || span.version === 'unknown' || span.version === 'latest'
    ? span.service
    : `${span.service} ${span.version}`;
}

function listNames(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
