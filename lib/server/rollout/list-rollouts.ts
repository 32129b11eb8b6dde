import type * as z from 'zod/mini';
import type { getRollouts } from '../../protocol/api/rollouts';
import { AppError } from '../../protocol/app-error';
import { describeItem } from './describe-rollout';
import type { RolloutDesk } from './rollout-desk';

type Params = z.output<typeof getRollouts.query>;
type Answer = z.infer<typeof getRollouts.response>;

/** Rollouts, those under way first on the first page. */
export async function listRollouts({ engine, records }: RolloutDesk, params: Params): Promise<Answer> {
  const service = params.service === undefined ? undefined : readService(params.service);
  const page = await records.listRollouts({
    limit: params.limit,
    ...(service === undefined ? {} : { service }),
    ...(params.active === undefined ? {} : { active: params.active }),
    ...(params.cursor === undefined ? {} : { cursor: params.cursor }),
  });
  const items = page.items.map((stored) => engine.find(stored.id) ?? stored);
  const ordered = [
    ...items.filter(({ endedAtMs }) => endedAtMs === undefined),
    ...items.filter(({ endedAtMs }) => endedAtMs !== undefined),
  ];
  return { rollouts: ordered.map(describeItem), nextCursor: page.nextCursor ?? null };
}

/** `namespace/name`. */
export function readService(text: string): { namespace: string; name: string } {
  const [namespace = '', name = '', ...rest] = text.split('/');
  if (namespace !== '' && name !== '' && rest.length === 0) return { namespace, name };
  throw new AppError('bad_request', `Cannot read the service "${text}": write it as namespace/name`);
}
