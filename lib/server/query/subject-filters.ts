import type { Subject } from '../../mesh/graph/node-id';
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
  if (source.kind === 'unknown') return { ...spansOf(target), kind: 'SERVER' };
  if (source.kind === 'service') return { ...spansOf(target), kind: 'SERVER' };
  const host = `${serviceNameOf(target)}.${target.namespace}.`;
  return {
    ...spansOf(source),
    kind: 'CLIENT',
    ...(target.namespace === 'unknown' ? {} : { operation: host }),
  };
}

/** The lines of a node on either side, or of an edge. */
export function logFilterOf(of: string, learntNames: FindLearntNames): LogFilter {
  const read = readSubject(of, 'inbound');
  if (read.kind === 'node') return linesOf(read.subject, learntNames);
  const { source, target } = read.edge;
  return { ...linesFrom(source), ...linesTo(target, learntNames) };
}

function spansOf({ kind, namespace, name }: Subject): TraceFilter {
  if (kind === 'mesh' || kind === 'unknown') return {};
  if (kind === 'namespace') return { namespaces: [namespace] };
  return { namespaces: [namespace], ...(kind === 'workload' ? { workload: name } : { service: name }) };
}

function linesOf({ kind, namespace, name, operation }: Subject, learntNames: FindLearntNames): LogFilter {
  if (kind === 'mesh' || kind === 'unknown') return {};
  if (kind === 'namespace') return { namespaces: [namespace] };
  if (operation !== undefined) {
    return { namespaces: [namespace], service: name, operations: learntNames(namespace, name, operation) };
  }
  return { namespaces: [namespace], ...(kind === 'workload' ? { workload: name } : { service: name }) };
}

function linesFrom({ kind, namespace, name }: Subject): LogFilter {
  if (kind === 'workload') return { sourceWorkload: name, sourceNamespace: namespace };
  if (kind === 'app') return { sourceService: name, sourceNamespace: namespace };
  return kind === 'unknown' ? { sourceWorkload: 'unknown' } : {};
}

function linesTo({ kind, namespace, name, operation }: Subject, learntNames: FindLearntNames): LogFilter {
  if (kind === 'workload') return { destinationWorkload: name, destinationNamespace: namespace };
  if (kind === 'app') return { destinationService: name, destinationNamespace: namespace };
  if (operation === undefined) return { destinationService: name };
  return { destinationService: name, operations: learntNames(namespace, name, operation) };
}

/** Workloads are called by the name of their app: `reviews-v1` answers for `reviews`. */
function serviceNameOf({ kind, name }: Subject): string {
  return kind === 'workload' ? name.replace(/-v\d+[^-]*$/, '') : name;
}
