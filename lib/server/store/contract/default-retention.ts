import type { RetentionPolicy } from './store-maintenance';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GIB = 1024 ** 3;

/** What is kept unless somebody says otherwise. */
export const DEFAULT_RETENTION: RetentionPolicy = {
  tierMs: { '10s': DAY_MS, '1m': 7 * DAY_MS, '10m': 30 * DAY_MS, '1h': 365 * DAY_MS },
  logsMs: 3 * DAY_MS,
  spansMs: 3 * DAY_MS,
  logsBytes: 5 * GIB,
  spansBytes: 5 * GIB,
};
