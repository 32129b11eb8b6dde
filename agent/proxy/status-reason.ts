import { STATUS_CODES } from 'node:http';

/** The reason phrase of a status the proxy itself answers with. */
export function statusReason(code: number): string {
  return STATUS_CODES[code] ?? 'Unknown';
}
