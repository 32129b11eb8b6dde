import type { Retention } from '../../protocol/api/console';
import { AppError } from '../../protocol/app-error';
import type { AuditTrail, Settings } from '../store/contract/console-records';
import type { RetentionScheduler } from './retention-scheduler';
import { RETENTION_SETTING, toPolicy, toRetention } from './retention-setting';

export interface SaveRetentionDeps {
  settings: Settings;
  audit: AuditTrail;
  scheduler: Pick<RetentionScheduler, 'policy' | 'setPolicy'>;
  now: () => number;
}

/** Changes how long data is kept, at once; what is no longer kept is dropped with the scheduler's next run. */
export async function saveRetention(
  deps: SaveRetentionDeps,
  actor: string,
  input: Retention,
): Promise<Retention> {
  requireRisingTiers(input);
  const before = toRetention(deps.scheduler.policy());
  await deps.settings.writeSetting(RETENTION_SETTING, input);
  deps.scheduler.setPolicy(toPolicy(input));
  await deps.audit.appendAudit({
    atMs: deps.now(),
    actor,
    action: 'settings.update',
    target: RETENTION_SETTING,
    details: { before, after: input },
  });
  return input;
}

/** A coarser tier that ends before a finer one would leave a hole in history. */
function requireRisingTiers(input: Retention): void {
  const hours = [input.points10sHours, input.points1mHours, input.points10mHours, input.points1hHours];
  if (hours.every((value, i) => i === 0 || value >= (hours[i - 1] ?? 0))) return;
  throw new AppError(
    'bad_request',
    'Cannot change retention: a coarser resolution must be kept at least as long as a finer one',
  );
}
