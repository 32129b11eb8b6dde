import { isMatchingLine } from '../../mesh/log/match-line';
import { meetsLogQuery } from '../../mesh/log/query/meets-log-query';
import { splitFlags } from '../../mesh/log/response-flags';
import type { LogFilter as LogParams } from '../../protocol/api/logs';
import { type LogPeer, peerConditions } from '../store/contract/log-peer';
import type { LogFilter, StoredLog } from '../store/contract/log-reader';
import { toLogFilter } from './log-filter';
import type { QueryContext } from './query-context';

/** Tells for a line in memory what the store's search tells for a stored one. */
export function createAcceptLine(
  context: Pick<QueryContext, 'sources'>,
  params: LogParams,
): (line: StoredLog) => boolean {
  const checks = createChecks(toLogFilter(context, params));
  return (line) => checks.every((check) => check(line));
}

type Check = (line: StoredLog) => boolean;

function createChecks(filter: LogFilter): Check[] {
  return [...peerChecks(filter), ...requestChecks(filter), ...outcomeChecks(filter)];
}

function peerChecks(filter: LogFilter): Check[] {
  const { namespaces, workload, service } = filter;
  return [
    ...when(filter.source, (source) => isPeer('source', source)),
    ...when(filter.destination, (destination) => isPeer('destination', destination)),
    ...when(filter.peer, (peer) => {
      const sides = [isPeer('source', peer), isPeer('destination', peer)];
      return (line) => sides.some((is) => is(line));
    }),
    ...when(filter.protocols, (wanted) => (line) => wanted.includes(line.request_protocol)),
    ...equals(filter.reporter, (line) => line.reporter),
    ...equals(filter.sourceWorkload, (line) => line.source_workload),
    ...anyOf(
      filter.destinationService,
      (line) => line.destination_service_name,
      (line) => line.destination_canonical_service,
    ),
    ...anyOf(
      workload,
      (line) => line.source_workload,
      (line) => line.destination_workload,
    ),
    ...anyOf(
      service,
      (line) => line.source_canonical_service,
      (line) => line.destination_canonical_service,
      (line) => line.destination_service_name,
    ),
    ...when(
      namespaces,
      (wanted) => (line) =>
        wanted.includes(line.source_workload_namespace) ||
        wanted.includes(line.destination_workload_namespace) ||
        wanted.includes(line.destination_service_namespace),
    ),
  ];
}

function requestChecks(filter: LogFilter): Check[] {
  return [
    ...when(filter.methods, (methods) => (line) => line.method !== null && methods.includes(line.method)),
    ...when(filter.pathContains, (part) => (line) => line.path?.includes(part) === true),
    ...when(filter.operations, (names) => (line) => names.includes(line.request_operation)),
    ...equals(filter.traceId, (line) => line.trace_id),
    ...equals(filter.requestId, (line) => line.request_id),
    ...(filter.words ?? []).map((word): Check => {
      const lower = word.toLowerCase();
      return (line) => isMatchingLine(line, lower);
    }),
    ...when(filter.where, (query) => (line) => meetsLogQuery(query, line)),
  ];
}

function outcomeChecks(filter: LogFilter): Check[] {
  return [
    ...when(filter.codes, (codes) => (line) => codes.includes(line.response_code)),
    ...when(
      filter.codeClasses,
      (classes) => (line) => classes.includes(Math.floor(line.response_code / 100)),
    ),
    ...when(filter.flags, (flags) => (line) => {
      const own = splitFlags(line.response_flags);
      return flags.some((flag) => (flag === '-' ? own.length === 0 : own.includes(flag)));
    }),
    ...when(filter.minDurationUs, (least) => (line) => line.duration_us >= least),
    ...when(filter.maxDurationUs, (most) => (line) => line.duration_us <= most),
  ];
}

function isPeer(side: 'source' | 'destination', peer: LogPeer): Check {
  const conditions = peerConditions(side, peer);
  return (line) => conditions.every(({ columns, value }) => columns.some((column) => line[column] === value));
}

function when<T>(wanted: T | undefined, create: (wanted: T) => Check): Check[] {
  return wanted === undefined ? [] : [create(wanted)];
}

function equals(wanted: string | undefined, read: (line: StoredLog) => string | null): Check[] {
  return when(wanted, (value) => (line) => read(line) === value);
}

function anyOf(wanted: string | undefined, ...reads: ((line: StoredLog) => string)[]): Check[] {
  return when(wanted, (value) => (line) => reads.some((read) => read(line) === value));
}
