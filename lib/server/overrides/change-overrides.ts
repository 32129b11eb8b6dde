import type { OverrideDeps } from './override-deps';
import { OVERRIDE_SETTINGS, type StoredOverrides } from './stored-overrides';

/** Objects and services with something set by hand, at most. */
export const MOST_OVERRIDES = 1_000;

/** What is written down of a change. */
export interface OverrideNote {
  actor: string;
  action: string;
  target: string;
  before: unknown;
  after: unknown;
}

/** Stores one part, then lets it hold: what cannot be stored changes nothing. */
export async function changeOverrides<Part extends keyof StoredOverrides>(
  { overrides, settings, audit, now }: Pick<OverrideDeps, 'overrides' | 'settings' | 'audit' | 'now'>,
  part: Part,
  value: StoredOverrides[Part],
  { actor, action, target, before, after }: OverrideNote,
): Promise<void> {
  await settings.writeSetting(OVERRIDE_SETTINGS[part], value);
  overrides.set({ [part]: value });
  await audit.appendAudit({ atMs: now(), actor, action, target, details: { before, after } });
}
