import type { ConsoleState } from '../../protocol/api/console';
import { type RetentionPolicy, type StoreStatus, TIER_MS, TIERS } from '../store/contract/store-maintenance';

const HOUR_MS = 3_600_000;

type Storage = ConsoleState['storage'][number];

/** What is kept, how long and how much of it there is, finest first. */
export function describeStorage(status: StoreStatus, policy: RetentionPolicy): Storage[] {
  const row = (
    name: string,
    rest: Pick<Storage, 'resolutionSeconds' | 'retentionHours' | 'limitBytes'>,
  ): Storage => {
    const table = status.tables.find((one) => one.table === name);
    return {
      name,
      ...rest,
      rows: table?.rows ?? 0,
      bytes: table?.bytes ?? 0,
      oldest: table?.oldestMs ?? null,
      newest: table?.newestMs ?? null,
    };
  };
  const tiers = TIERS.map((tier) =>
    row(`points_${tier}`, {
      resolutionSeconds: TIER_MS[tier] / 1_000,
      retentionHours: policy.tierMs[tier] / HOUR_MS,
      limitBytes: null,
    }),
  );
  return [
    ...tiers,
    row('access_logs', {
      resolutionSeconds: null,
      retentionHours: policy.logsMs / HOUR_MS,
      limitBytes: policy.logsBytes,
    }),
    row('spans', {
      resolutionSeconds: null,
      retentionHours: policy.spansMs / HOUR_MS,
      limitBytes: policy.spansBytes,
    }),
  ];
}
