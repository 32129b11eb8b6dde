import { type Retention, retentionSchema } from '../../protocol/api/console';
import type { RetentionPolicy } from '../store/contract/store-maintenance';

const HOUR_MS = 3_600_000;

/** The key of the setting. */
export const RETENTION_SETTING = 'retention';

/** What people see and set: hours and bytes. */
export function toRetention(policy: RetentionPolicy): Retention {
  return {
    points10sHours: policy.tierMs['10s'] / HOUR_MS,
    points1mHours: policy.tierMs['1m'] / HOUR_MS,
    points10mHours: policy.tierMs['10m'] / HOUR_MS,
    points1hHours: policy.tierMs['1h'] / HOUR_MS,
    logsHours: policy.logsMs / HOUR_MS,
    logsBytes: policy.logsBytes,
    spansHours: policy.spansMs / HOUR_MS,
    spansBytes: policy.spansBytes,
  };
}

/** The inverse of `toRetention`. */
export function toPolicy(retention: Retention): RetentionPolicy {
  return {
    tierMs: {
      '10s': retention.points10sHours * HOUR_MS,
      '1m': retention.points1mHours * HOUR_MS,
      '10m': retention.points10mHours * HOUR_MS,
      '1h': retention.points1hHours * HOUR_MS,
    },
    logsMs: retention.logsHours * HOUR_MS,
    logsBytes: retention.logsBytes,
    spansMs: retention.spansHours * HOUR_MS,
    spansBytes: retention.spansBytes,
  };
}

/** The stored setting as a policy, undefined when there is none or another version wrote what this one cannot read. */
export function parseStoredRetention(value: unknown): RetentionPolicy | undefined {
  const parsed = retentionSchema.safeParse(value);
  return parsed.success ? toPolicy(parsed.data) : undefined;
}
