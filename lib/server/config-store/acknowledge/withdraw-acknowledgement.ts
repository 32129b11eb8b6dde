import { AppError } from '../../../protocol/app-error';
import type { ConfigDeps } from '../config-deps';

/** Takes an acknowledgement back; fails with `not_found` when there is none. */
export async function withdrawAcknowledgement(
  { acknowledgements, acknowledgementRecords, audit, now }: ConfigDeps,
  actor: string,
  key: string,
): Promise<{ key: string }> {
  const known = acknowledgements.all().get(key);
  if (!(await acknowledgementRecords.deleteAcknowledgement(key))) {
    throw new AppError('not_found', 'Cannot withdraw: no finding of that name is acknowledged');
  }
  acknowledgements.delete(key);
  await audit.appendAudit({
    atMs: now(),
    actor,
    action: 'config.withdraw-acknowledgement',
    target: key,
    details: { reason: known?.reason ?? '', message: known?.message ?? '' },
  });
  return { key };
}
