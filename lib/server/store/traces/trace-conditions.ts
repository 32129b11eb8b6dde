import type { TimeWindow } from '../contract/point-reader';
import type { TraceFilter } from '../contract/trace-reader';
import { Conditions, containing } from '../database/conditions';
import { addSpanCondition } from './span-condition-sql';
import { tagSql } from './tag-sql';

/** Services may have dots in their own names, so both readings of `a.b` are tried. */
const SERVICE_NAME = `service = ? OR
  (service = regexp_replace(?, '[.][^.]*$', '') AND namespace = regexp_replace(?, '^.*[.]', ''))`;

/** The WHERE clause for the spans that make a trace match. */
export function spanConditions(window: TimeWindow, filter: TraceFilter): Conditions {
  const where = new Conditions()
    .add('ts >= to_timestamp(?) AND ts < to_timestamp(?)', window.fromMs / 1_000, window.toMs / 1_000)
    .when(filter.namespaces, 'namespace = ANY(?)')
    .when(filter.service, 'service = ?')
    .when(filter.serviceName, SERVICE_NAME)
    .when(filter.workload, 'workload = ?')
    .when(filter.version, 'version = ?')
    .when(containing(filter.operation), 'name ILIKE ?')
    .when(filter.status, 'status = ?')
    .when(filter.kind, 'kind = ?')
    .when(filter.minDurationUs, 'duration_us >= ?')
    .when(filter.maxDurationUs, 'duration_us <= ?')
    .when(filter.codes, 'response_code = ANY(?)');
  if (filter.tags !== undefined) where.add(tagSql(where, filter.tags));
  if (filter.where !== undefined) addSpanCondition(where, filter.where);
  return where;
}
