import type { TelemetryBatch } from '../contract/telemetry-sink';

/**
 * Remembers the lowest batch of each agent's epoch that could not be stored. Until it comes again nothing after it is
 * taken: a cursor beyond it would make its repetition look like a duplicate, and its telemetry would be lost.
 */
export class SequenceGaps {
  private readonly lowest = new Map<string, number>();

  failed({ agentId, epoch, sequence }: TelemetryBatch): void {
    const key = gapKey(agentId, epoch);
    this.lowest.set(key, Math.min(sequence, this.lowest.get(key) ?? sequence));
  }

  /** Whether the batch lies behind a gap; one that fills the gap closes it. */
  isBehind({ agentId, epoch, sequence }: TelemetryBatch): boolean {
    const key = gapKey(agentId, epoch);
    const gap = this.lowest.get(key);
    if (gap === undefined) return false;
    if (sequence > gap) return true;
    this.lowest.delete(key);
    return false;
  }

  /** The agent says anew what it still holds. */
  forget(agentId: string, epoch: string): void {
    this.lowest.delete(gapKey(agentId, epoch));
  }
}

function gapKey(agentId: string, epoch: string): string {
  return `${agentId}\u0000${epoch}`;
}
