import type { EdgeSubject, Subject } from '../../mesh/graph/node-id';
import type { LogPeer } from '../store/contract/log-peer';
import type { LogFilter } from '../store/contract/log-reader';
import type { TraceFilter } from '../store/contract/trace-reader';
import { readSubject } from './match-subject';

/** The names that agents gave what is shown as one operation of a service. */
export type FindLearntNames = (namespace: string, service: string, operation: string) => readonly string[];

/** The spans of a node, or for an edge the caller's spans of calls to its target. */
export function spanFilterOf(of: string): TraceFilter {
  const read = readSubject(of, 'inbound');
  if (read.kind === 'node') return spansOf(read.subject);
  const { source, target } = read.edge;
  // Services and callers without a proxy write no spans of their calls: those of the called stand for them.
  if (source.kind === 'unknown' || isAsked(source)) return { ...spansOf(target), kind: 'SERVER' };
  return { ...spansOf(source), kind: 'CLIENT', ...spansTo(target) };
}

/** The lines of a node on either side, or of an edge. */
export function logFilterOf(of: string, learntNames: FindLearntNames): LogFilter {
  const read = readSubject(of, 'inbound');
  if (read.kind === 'edge') return linesAlong(read.edge, learntNames);
  const { subject } = read;
  if (subject.kind === 'mesh' || subject.kind === 'unknown') return {};
  if (subject.kind === 'namespace') return { namespaces: [subject.namespace] };
  return { peer: peerOf(subject), ...operationsOf(subject, learntNames) };
}

function linesAlong({ source, target, protocol }: EdgeSubject, learntNames: FindLearntNames): LogFilter {
  const asked = isAsked(target) ? target : source;
  const isBehind = isAsked(source) && !isAsked(target);
  return {
    ...(source.kind === 'unknown' ? { sourceWorkload: 'unknown' } : {}),
    ...(source.kind === 'unknown' || isBehind ? {} : { source: peerOf(source) }),
    // From a service to what answers for it: whoever called, by the name of that service.
    destination: isBehind ? { ...peerOf(target), service: source.name } : peerOf(target),
    protocols: [protocol],
    ...operationsOf(asked, learntNames),
  };
}

function operationsOf(
  { operation, namespace, name }: Subject,
  learntNames: FindLearntNames,
): Pick<LogFilter, 'operations'> {
  return operation === undefined ? {} : { operations: learntNames(namespace, name, operation) };
}

/** Services and operations are asked; something else answers. */
function isAsked({ kind }: Subject): boolean {
  return kind === 'service' || kind === 'operation';
}

function peerOf({ kind, namespace, name, version }: Subject): LogPeer {
  if (kind === 'workload') return { namespace, workload: name };
  if (kind === 'app')
    return { namespace, app: name, ...(version === undefined ? {} : { revision: version }) };
  return kind === 'namespace' ? { namespace } : { namespace, service: name };
}

function spansOf({ kind, namespace, name, version }: Subject): TraceFilter {
  if (kind === 'mesh' || kind === 'unknown') return {};
  if (kind === 'namespace') return { namespaces: [namespace] };
  const named = kind === 'workload' ? { workload: name } : { service: name };
  return { namespaces: [namespace], ...named, ...(version === undefined ? {} : { version }) };
}

/** Proxies tag a call with who answered; until somebody does only its name tells where it went. */
function spansTo({ kind, namespace, name, version }: Subject): TraceFilter {
  if (kind === 'namespace') return { tags: { 'peer.namespace': namespace } };
  if (kind === 'workload') return { tags: { 'peer.namespace': namespace, 'peer.workload': name } };
  if (kind === 'app' && version !== undefined) {
    const tags = { 'peer.canonical_service': name, 'peer.canonical_revision': version };
    return { tags: { 'peer.namespace': namespace, ...tags } };
  }
  return namespace === 'unknown' ? {} : { operation: `${name}.${namespace}.` };
}
