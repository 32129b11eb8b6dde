import type { AgentState } from './mesh-registry';

/**
 * A sidecar that says nothing for so long is still there: its process restarts, or the console did. Longer, and what its peers
 * report goes to somebody without one.
 */
export const SILENT_MS = 3_600_000;

/** Whether an agent is not connected, but was a little before. */
export function isSilent({ connected, isAwaited, lastSeenMs }: AgentState, nowMs: number): boolean {
  return !connected && (isAwaited || nowMs - lastSeenMs < SILENT_MS);
}
