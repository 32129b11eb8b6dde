import type { NodeIdentity } from '../graph/node-identity';
import type { CourseRow, DiagnosisInput } from './diagnosis-input';

/** One series with its ends named: who called what, who answered, how it ended. */
export interface Call {
  row: CourseRow;
  source: NodeIdentity;
  /** What was called: the service, or the workload where no service is known. */
  called: NodeIdentity;
  /** Who answered; the service itself where nobody did. */
  target: NodeIdentity;
  code: string;
  flags: readonly string[];
  operation: string;
  isError: boolean;
}

/** Names the ends of every http and grpc series that has some; tcp has no outcome to explain. */
export function readCalls({ rows, findRoute }: DiagnosisInput): Call[] {
  return rows.flatMap((row): Call[] => {
    if (row.facts.protocol === 'tcp') return [];
    const route = findRoute(row.facts, row.destination);
    if (route === undefined) return [];
    const { flags, outcome, isError, labels } = row.facts;
    return [
      {
        row,
        source: route.source,
        called: route.service ?? route.target,
        target: route.target,
        code: outcome,
        flags: flags === '-' ? [] : flags.split(','),
        operation: labels.request_operation,
        isError,
      },
    ];
  });
}

/**
 * The calls as their callers' proxies counted them, where those count at all. Reports are weighed for a whole window, so
 * what is compared step by step, rates and durations, is taken from one side; and only the caller's sees injected delays
 * and its own timeouts.
 */
export function asCallersSaw(calls: readonly Call[]): readonly Call[] {
  const seen = calls.filter(({ row }) => row.facts.reporter === 'source');
  return seen.length === 0 ? calls : seen.map((call) => ({ ...call, row: { ...call.row, weight: 1 } }));
}
