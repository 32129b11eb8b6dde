import type { LogLine } from '@/lib/protocol/api/logs';
import type { LogField } from './log-field-groups';
import type { LogFilterState } from './log-filter-state';

type Patch = Partial<LogFilterState>;

const PATCHES: Partial<Record<LogField, (line: LogLine) => Patch>> = {
  method: ({ method }) => ({ method: method ?? '' }),
  path: ({ path }) => ({ path: path ?? '' }),
  response_code: ({ response_code }) => ({ code: String(response_code) }),
  response_flags: ({ response_flags }) => ({ flag: response_flags.split(',', 1)[0] ?? '' }),
  reporter: ({ reporter }) => ({ sides: reporter as LogFilterState['sides'] }),
  source_workload: (line) => ({ workload: line.source_workload }),
  source_canonical_service: (line) => ({ service: line.source_canonical_service }),
  destination_workload: (line) => ({ workload: line.destination_workload }),
  destination_canonical_service: (line) => ({ service: line.destination_canonical_service }),
  destination_service_name: (line) => ({ service: line.destination_service_name }),
  request_id: ({ request_id }) => ({ request: request_id ?? '' }),
  trace_id: ({ trace_id }) => ({ trace: trace_id ?? '' }),
};

/** The filter that keeps lines with the same value of a field; undefined for fields nothing filters by. */
export function narrowBy(line: LogLine, field: LogField): Patch | undefined {
  const value = line[field];
  if (value === null || value === '' || value === '-' || value === 'unknown') return undefined;
  return PATCHES[field]?.(line);
}
