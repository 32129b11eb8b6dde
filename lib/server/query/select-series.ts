import type { Subject } from '../../mesh/graph/node-id';
import type { SeriesSelector } from '../store/contract/series-directory';
import type { SignalSubject } from './match-subject';
import type { QueryContext } from './query-context';

/**
 * The series that may belong to a subject, and all their counterparts: a request is reported by both sides, and one
 * whose answerer is unknown by its service only, so whoever counts inbound traffic needs the whole services it comes by.
 */
export function selectSeries(context: QueryContext, subject: SignalSubject): number[] {
  const directory = context.sources.store.series;
  const selector = selectorOf(subject);
  const found = directory.select(selector ?? {});
  if (selector === undefined || isWholeSource(subject)) return found;
  const services = new Set<string>();
  for (const series of found) {
    const name = context.factsOf(series)?.labels.destination_service_name;
    if (name !== undefined) services.add(name);
  }
  const closure = directory.select({ destination_service_name: [...services] });
  return [...new Set([...found, ...closure])].sort((a, b) => a - b);
}

/** A source's reports and their counterparts all carry the source's name. */
function isWholeSource(subject: SignalSubject): boolean {
  if (subject.kind === 'edge')
    return subject.edge.source.kind === 'workload' || subject.edge.source.kind === 'app';
  return subject.direction === 'outbound';
}

/** Undefined where only the whole mesh will do. */
function selectorOf(subject: SignalSubject): SeriesSelector | undefined {
  if (subject.kind === 'edge') {
    const { source, target } = subject.edge;
    if (source.kind === 'service' && target.kind === 'service') return undefined;
    if (source.kind === 'service' || source.kind === 'operation') return endSelector('destination', source);
    return source.kind === 'unknown' ? endSelector('destination', target) : endSelector('source', source);
  }
  if (subject.direction === 'outbound' && subject.subject.kind === 'service') return undefined;
  return endSelector(subject.direction === 'inbound' ? 'destination' : 'source', subject.subject);
}

function endSelector(end: 'source' | 'destination', subject: Subject): SeriesSelector | undefined {
  const { kind, namespace, name } = subject;
  switch (kind) {
    case 'workload':
      return { [`${end}_workload`]: [name, 'unknown'], [`${end}_workload_namespace`]: namespace };
    case 'app':
      return { [`${end}_canonical_service`]: name, [`${end}_workload_namespace`]: namespace };
    case 'service':
    case 'operation':
      return { destination_service_name: name };
    case 'unknown':
      return end === 'source' ? { source_workload: 'unknown' } : undefined;
    default:
      return undefined;
  }
}
