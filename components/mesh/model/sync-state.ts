import type { Agent } from '@/lib/protocol/api/agents';

/** Whether an agent runs the configuration the console wants. */
export type SyncState = 'Synced' | 'Stale' | 'Not sent' | 'Refused';

/** The state of an agent's configuration. */
export function syncState({ wantedRevision, ackedRevision, nackReason }: Agent): SyncState {
  if (nackReason !== null) return 'Refused';
  if (wantedRevision === 0) return 'Not sent';
  return ackedRevision >= wantedRevision ? 'Synced' : 'Stale';
}

/** The state in one plain sentence. */
export function explainSync(agent: Agent): string {
  switch (syncState(agent)) {
    case 'Synced':
      return 'Runs the newest configuration.';
    case 'Stale':
      return 'Was sent a newer configuration and has not acknowledged it; it runs the one before.';
    case 'Not sent':
      return 'The console has nothing to send to it.';
    case 'Refused':
      return `Refused the newest configuration and keeps serving by its last good one: ${agent.nackReason}`;
  }
}
