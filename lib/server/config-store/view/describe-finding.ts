import type { JudgedFinding } from '../../../mesh/rules/acknowledgement/acknowledgement';
import type { ConfigFinding } from '../../../protocol/api/config';

/** A finding as it travels. */
export type WireFinding = Readonly<Omit<JudgedFinding, 'acknowledged'>> & Pick<ConfigFinding, 'acknowledged'>;

/** A finding with the word of whoever let it stand, in the API's terms. */
export function describeFinding({ acknowledged, ...finding }: JudgedFinding): WireFinding {
  if (acknowledged === undefined) return finding;
  const { reason, author, atMs, expiresAtMs } = acknowledged;
  return { ...finding, acknowledged: { reason, author, at: atMs, expiresAt: expiresAtMs ?? null } };
}
