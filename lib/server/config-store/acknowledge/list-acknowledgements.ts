import { holdsAt } from '../../../mesh/rules/acknowledgement/acknowledgement';
import type { ConfigAcknowledgement } from '../../../protocol/api/config-acknowledgements';
import type { StoredAcknowledgement } from '../../store/contract/acknowledgement-records';
import type { ConfigDeps } from '../config-deps';

/** Every acknowledgement, newest first, and what has become of its finding. */
export async function listAcknowledgements({
  findings,
  acknowledgements,
  now,
}: Pick<ConfigDeps, 'findings' | 'acknowledgements' | 'now'>): Promise<ConfigAcknowledgement[]> {
  const found = new Set((await findings.all()).map(({ key }) => key));
  const nowMs = now();
  return [...acknowledgements.all().values()]
    .sort((a, b) => b.atMs - a.atMs)
    .map((one) => describeAcknowledgement(one, found.has(one.key), nowMs));
}

/** An acknowledgement in the API's terms. */
export function describeAcknowledgement(
  acknowledgement: StoredAcknowledgement,
  isFound: boolean,
  nowMs: number,
): ConfigAcknowledgement {
  const { key, reason, author, message, atMs, expiresAtMs } = acknowledgement;
  const standing = holdsAt(acknowledgement, nowMs) ? 'standing' : 'expired';
  return {
    ...{ key, reason, author, message, at: atMs, expiresAt: expiresAtMs ?? null },
    state: isFound ? standing : 'solved',
  };
}
