import { randomBytes, randomUUID } from 'node:crypto';
import type { ConfigDeps } from '../config-store/config-deps';
import { RevisionFollower } from '../config-store/sync/revision-follower';
import type { QueryContext } from '../query/query-context';
import { signApproval } from '../rollout/approval-token';
import type { RolloutDesk } from '../rollout/rollout-desk';
import { RolloutEngine } from '../rollout/rollout-engine';
import { createAlertSender } from '../rollout/send-alert';
import type { Settings } from '../store/contract/console-records';
import type { Core } from './core';
import { log, logErrorsOf } from './log';

const SECRET_SETTING = 'rollouts.approval-secret';

/** Goes on with the rollouts under way, and takes new ones. */
export async function startRollouts(
  { store, options, events, steps }: Core,
  config: ConfigDeps,
  query: QueryContext,
): Promise<RolloutDesk> {
  const publicUrl = options.publicUrl ?? `http://127.0.0.1:${options.port}`;
  const approvalSecret = await loadSecret(store.settings);
  const follower = new RevisionFollower(config, logErrorsOf('other consoles'));
  const engine = new RolloutEngine(
    {
      records: store.rollouts,
      config,
      query,
      alerts: createAlertSender(options.alerts, log),
      pageOf: (id) => `${publicUrl}/rollouts/${id}`,
      approvalOf: (rolloutId, step) =>
        `${publicUrl}/rollouts/approve?token=${signApproval({ rolloutId, step }, approvalSecret)}`,
      tell: (event) => events.append(event),
      now: Date.now,
      log,
    },
    store.leases,
    randomUUID(),
    () => follower.follow(),
  );
  follower.start();
  steps.onStop('other consoles', async () => follower.stop());
  await engine.start();
  steps.onStop('rollouts', () => engine.stop());
  return { engine, records: store.rollouts, config, approvalSecret };
}

async function loadSecret(settings: Settings): Promise<string> {
  const saved = await settings.readSetting(SECRET_SETTING);
  if (typeof saved === 'string') return saved;
  const secret = randomBytes(32).toString('base64url');
  await settings.writeSetting(SECRET_SETTING, secret);
  return secret;
}
