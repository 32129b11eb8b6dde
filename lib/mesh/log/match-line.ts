import type { AccessLogEntry } from './access-log-entry';

/** The fields that a word is looked for in, by the names they have in the store too. */
export const SEARCHED_FIELDS = [
  'path',
  'authority',
  'user_agent',
  'request_id',
  'route_name',
  'response_code_details',
  'source_workload',
  'destination_workload',
  'destination_service',
] as const satisfies readonly (keyof AccessLogEntry)[];

/** Whether a searched field contains `word`, given in lower case. */
export function isMatchingLine(line: AccessLogEntry, word: string): boolean {
  return SEARCHED_FIELDS.some((field) => line[field]?.toLowerCase().includes(word) === true);
}
