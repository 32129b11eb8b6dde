import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import { writeConfigFile } from './config-file';

/** Keeps the newest configuration in a file: one write at a time, and of those that wait only the last. */
export function createConfigKeeper(
  path: string,
  onError: (message: string) => void,
): (snapshot: RegistrySnapshot) => void {
  let waiting: RegistrySnapshot | undefined;
  let isWriting = false;
  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting !== undefined) {
      const snapshot = waiting;
      waiting = undefined;
      try {
        await writeConfigFile(path, snapshot);
      } catch (error) {
        onError(
          `cannot keep the configuration in ${path}: ${error instanceof Error ? error.message : error}`,
        );
      }
    }
    isWriting = false;
  };
  return (snapshot) => {
    waiting = snapshot;
    if (!isWriting) void writeAll();
  };
}
