import { NO_RESPONSE } from '../../metrics/request-outcome';
import type { SeriesFacts } from '../../metrics/series-facts';

/** gRPC statuses that are the server's fault: UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE, DATA_LOSS. */
const SERVER_STATUSES = new Set(['2', '4', '8', '13', '14', '15']);

/** Whether requests of a series count against a version: a caller's own mistake (4xx) or departure (DC) does not. */
export function isServerFault({ protocol, outcome, flags }: SeriesFacts): boolean {
  if (protocol === 'tcp') return false;
  if (outcome === NO_RESPONSE) return !flags.split(',').includes('DC');
  return protocol === 'grpc' && outcome.length < 3 ? SERVER_STATUSES.has(outcome) : outcome.startsWith('5');
}
