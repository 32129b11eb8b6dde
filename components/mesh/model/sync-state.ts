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
      return `Runs revision ${agent.ackedRevision}, the newest.`;
    case 'STALE':
      return `Runs revision ${agent.ackedRevision}; revision ${agent.wantedRevision} was sent and is not acknowledged.`;
    case 'NOT SENT':
      return 'The console has nothing to send to it.';
    case 'NACK':
      return `Refused revision ${agent.wantedRevision} and keeps serving with ${agent.ackedRevision}: ${agent.nackReason}`;
  }
}
