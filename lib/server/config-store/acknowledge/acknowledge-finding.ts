import type * as z from 'zod/mini';
import type {
  ConfigAcknowledgement,
  putAcknowledgement as endpoint,
} from '../../../protocol/api/config-acknowledgements';
import { AppError } from '../../../protocol/app-error';
import type { ConfigDeps } from '../config-deps';
import { describeAcknowledgement } from './list-acknowledgements';

type AcknowledgeInput = z.output<NonNullable<typeof endpoint.body>>;

/** Lets a finding of the stored configuration stand; fails with `not_found` when no finding has the name. */
export async function acknowledgeFinding(
  { findings, acknowledgements, acknowledgementRecords, audit, now }: ConfigDeps,
  author: string,
  { key, reason, expiresAt }: AcknowledgeInput,
): Promise<ConfigAcknowledgement> {
  const atMs = now();
  if (expiresAt !== null && expiresAt <= atMs) {
    throw new AppError('bad_request', 'Cannot acknowledge the finding: the time it would expire has passed');
  }
  const finding = (await findings.all()).find((one) => one.key === key);
  if (finding === undefined) {
    throw new AppError('not_found', 'Cannot acknowledge: the configuration has no such finding any more');
  }
  const expiresAtMs = expiresAt ?? undefined;
  const acknowledgement = { key, reason, author, atMs, expiresAtMs, message: finding.message };
  await acknowledgementRecords.saveAcknowledgement(acknowledgement);
  acknowledgements.set(acknowledgement);
  await audit.appendAudit({
    atMs,
    actor: author,
    action: 'config.acknowledge',
    target: key,
    details: { reason, expiresAt, message: finding.message },
  });
  return describeAcknowledgement(acknowledgement, true, atMs);
}
