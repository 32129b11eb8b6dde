import type { Span } from '../../mesh/trace/span';
import type { ColumnSpec } from './columns';

/** How spans of agents travel. */
export const SPAN_COLUMNS: ColumnSpec<Omit<Span, 'details'>> = {
  trace_id: 'string',
  span_id: 'string',
  parent_span_id: 'string',
  name: 'string',
  kind: 'string',
  start_us: 'number',
  duration_us: 'number',
  service: 'string',
  namespace: 'string',
  workload: 'string',
  version: 'string',
  status: 'string',
  tags: 'tags',
};
