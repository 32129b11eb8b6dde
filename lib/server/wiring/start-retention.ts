import type { ConsoleOptions } from '../config/console-options';
import type { Steps } from '../lifecycle/steps';
import { loadRetention } from '../retention/load-retention';
import { RetentionScheduler } from '../retention/retention-scheduler';
import type { Store } from '../store/store';
import { log } from './log';

/** Compaction, rollups and the dropping of what is too old. */
export async function startRetention(
  store: Store,
  options: ConsoleOptions,
  steps: Steps,
): Promise<RetentionScheduler> {
  const policy = await loadRetention(store.settings, options.retention);
  const { maintenance, sessions } = store;
  const scheduler = new RetentionScheduler({ maintenance, sessions, policy, log });
  await steps.run('maintenance', () => scheduler.start());
  steps.onStop('maintenance', () => scheduler.stop());
  return scheduler;
}
