import type { ConfigDeps } from '../config-store/config-deps';
import { DirectorySync } from '../config-store/sync/directory-sync';
import type { Core } from './core';
import { log } from './log';

/** Keeps the directory of --config-dir in step; undefined without one. */
export async function startConfigSync(
  { options, store, steps }: Core,
  config: ConfigDeps,
): Promise<DirectorySync | undefined> {
  const { configDir: directory, configSync: mode } = options;
  if (directory === undefined) return undefined;
  const sync = new DirectorySync({ config, settings: store.settings, directory, mode, log });
  await sync.start();
  steps.onStop('directory', () => sync.stop());
  return sync;
}
