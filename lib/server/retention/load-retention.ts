import type { Settings } from '../store/contract/console-records';
import type { RetentionPolicy } from '../store/contract/store-maintenance';
import { parseStoredRetention, RETENTION_SETTING } from './retention-setting';

/** What somebody set on the settings page, else what the command line says. */
export async function loadRetention(settings: Settings, fallback: RetentionPolicy): Promise<RetentionPolicy> {
  return parseStoredRetention(await settings.readSetting(RETENTION_SETTING)) ?? fallback;
}
