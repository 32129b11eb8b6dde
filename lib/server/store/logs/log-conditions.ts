import { SEARCHED_FIELDS } from '../../../mesh/log/match-line';
import { type LogPeer, peerConditions } from '../contract/log-peer';
import type { LogFilter } from '../contract/log-reader';
import type { TimeWindow } from '../contract/point-reader';
import { Conditions, containing } from '../database/conditions';
import { addLogQuery } from './log-query-sql';
import { addOnceACall } from './once-a-call-sql';

const CODE_CLASS = 100;

/** The WHERE clause of a log query. */
export function logConditions(window: TimeWindow, filter: LogFilter): Conditions {
  const where = new Conditions()
    .add('ts >= to_timestamp(?) AND ts < to_timestamp(?)', window.fromMs / 1_000, window.toMs / 1_000)
    .when(filter.reporter, 'reporter = ?')
    .when(
      filter.namespaces,
      'source_workload_namespace = ANY(?) OR destination_workload_namespace = ANY(?) OR destination_service_namespace = ANY(?)',
    )
    .when(filter.sourceWorkload, 'source_workload = ?')
    .when(filter.destinationService, 'destination_service_name = ? OR destination_canonical_service = ?')
    .when(filter.workload, 'source_workload = ? OR destination_workload = ?')
    .when(
      filter.service,
      'source_canonical_service = ? OR destination_canonical_service = ? OR destination_service_name = ?',
    )
    .when(filter.methods, 'method = ANY(?)')
    .when(containing(filter.pathContains), 'path LIKE ?')
    .when(filter.operations, 'request_operation = ANY(?)')
    .when(filter.codes, 'response_code = ANY(?)')
    .when(filter.flags, "string_to_array(response_flags, ',') && ?::text[]")
    .when(filter.protocols, 'request_protocol = ANY(?)')
    .when(filter.minDurationUs, 'duration_us >= ?')
    .when(filter.maxDurationUs, 'duration_us <= ?')
    .when(asTraceId(filter.traceId), 'trace_id = ?::uuid')
    .when(filter.requestId, 'request_id = ?')
    .when(filter.authority, 'authority = ?');
  const { source, destination, peer } = filter;
  if (source !== undefined) where.add(peerSql(where, 'source', source));
  if (destination !== undefined) where.add(peerSql(where, 'destination', destination));
  if (peer !== undefined) {
    where.add(`${peerSql(where, 'source', peer)} OR ${peerSql(where, 'destination', peer)}`);
  }
  for (const word of filter.words ?? []) {
    where.add(`concat_ws(' ', ${SEARCHED_FIELDS.join(', ')}) ILIKE ?`, containing(word));
  }
  if (filter.where !== undefined) addLogQuery(where, filter.where);
  if (filter.isOnceACall === true) addOnceACall(where, window);
  if (filter.codeClasses !== undefined) addCodeClasses(where, filter.codeClasses);
  return where;
}

function peerSql(where: Conditions, side: 'source' | 'destination', peer: LogPeer): string {
  const parts = peerConditions(side, peer).map(({ columns, value }) => {
    const parameter = where.parameter(value);
    return `(${columns.map((column) => `${column} = ${parameter}`).join(' OR ')})`;
  });
  return parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`;
}

/** Only failures: a condition the planner can answer from the index of failed lines. */
function addCodeClasses(where: Conditions, classes: readonly number[]): void {
  if (classes.length > 0 && classes.every((one) => one === 0 || one === 5)) {
    where.add('response_code >= 500 OR response_code = 0');
  }
  where.add(`response_code / ${CODE_CLASS} = ANY(?)`, classes);
}

/** What is no trace id finds nothing instead of failing. */
function asTraceId(id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  return /^[0-9a-f]{1,32}$/i.test(id) ? id.padStart(32, '0') : '0'.repeat(32);
}
