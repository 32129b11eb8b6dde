import { createHash } from 'node:crypto';
import { type SeriesLabels, seriesKey } from '../../../mesh/metrics/series-labels';

/** The first 128 bits of the SHA-256 of a label set, as an UUID. */
export function seriesHash(labels: SeriesLabels): string {
  const hex = createHash('sha256').update(seriesKey(labels)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
