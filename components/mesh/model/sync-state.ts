import type { Agent } from '@/lib/protocol/api/agents';

/** Whether an agent runs the configuration the console wants, in the words of `istioctl proxy-status`. */
export type SyncState = 'SYNCED' | 'STALE' | 'NOT SENT' | 'NACK';

/** The state of an agent's configuration. */
export function syncState({ wantedRevision, ackedRevision, nackReason }: Agent): SyncState {
  if (nackReason !== null) return 'NACK';
  if (wantedRevision === 0) return 'NOT SENT';
  return ackedRevision >= wantedRevision ? 'SYNCED' : 'STALE';
}

/** The state in one plain sentence. */
export function explainSync(agent: Agent): string {
  switch (syncState(agent)) {
    case 'SYNCED':
      return 'Runs the newest configuration.';
    case 'STALE':
      return 'Was sent a newer configuration and has not acknowledged it; it runs the one before.';
    case 'NOT SENT':
      return 'The console has nothing to send to it.';
    case 'NACK':
      return `Refused the newest configuration and keeps serving by its last good one: ${agent.nackReason}`;
  }
}
