import { BatchBuffer } from '../uplink/batch-buffer';
import { SpillStore } from '../uplink/spill-store';
import { listSpilledEpochs } from '../uplink/spilled-epochs';
import type { Uplink } from '../uplink/uplink';

/** How long one former process's telemetry may keep this one's waiting. */
const REPLAY_LIMIT_MS = 60_000;

/**
 * Delivers what former processes of this agent spilled and could not deliver, each under its own epoch and over its
 * own connection, so that the console recognises what it had committed already.
 */
export async function replaySpills(
  spillFile: string,
  spillBytes: number,
  ownEpoch: string,
  createUplink: (epoch: string, buffer: BatchBuffer) => Uplink,
): Promise<void> {
  for (const epoch of listSpilledEpochs(spillFile)) {
    if (epoch === ownEpoch) continue;
    const buffer = new BatchBuffer(0, new SpillStore(spillFile, epoch, spillBytes));
    if (buffer.length === 0) continue;
    const uplink = createUplink(epoch, buffer);
    uplink.start();
    await uplink.flush(REPLAY_LIMIT_MS);
    uplink.stop();
  }
}
