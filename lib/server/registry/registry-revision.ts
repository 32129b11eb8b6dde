import type { Settings } from '../store/contract/console-records';

const KEY = 'registry.revision';

/** A revision above all that earlier consoles gave out. */
export async function loadFirstRevision(settings: Settings): Promise<number> {
  const saved = await settings.readSetting(KEY);
  return typeof saved === 'number' && Number.isSafeInteger(saved) ? saved + 1 : 1;
}

/** Remembers the last revision given out; an agent that runs a higher one corrects a value that was lost. */
export async function saveRevision(settings: Settings, revision: number): Promise<void> {
  await settings.writeSetting(KEY, revision);
}
