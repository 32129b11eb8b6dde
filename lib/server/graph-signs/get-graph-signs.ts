import type { GraphSigns } from '../../protocol/api/graph-signs';
import type { ConfigDeps } from '../config-store/config-deps';
import type { QueryContext } from '../query/query-context';
import { resolveWindow, type WindowParams } from '../query/resolve-window';
import { describeItem } from '../rollout/describe-rollout';
import type { RolloutDesk } from '../rollout/rollout-desk';
import type { TimeWindow } from '../store/contract/point-reader';
import type { StoredRollout } from '../store/contract/rollout-records';
import { listFindings } from './list-findings';

/** The newest rollouts that are looked at: more would be history that no screen asks for. */
const MOST_ROLLOUTS = 200;

type Desk = Pick<RolloutDesk, 'engine' | 'records'>;

/** What the parts of a graph carry as signs, beside what its traffic and the rules for it say; as it was at the end of the window. */
export async function getGraphSigns(
  context: QueryContext,
  config: ConfigDeps,
  desk: Desk,
  params: WindowParams,
): Promise<GraphSigns> {
  const window = resolveWindow(params, context.sources);
  const findings = await listFindings(context, config, window.toMs);
  return {
    findings: findings ?? [],
    knowsFindings: findings !== undefined,
    pastRevision: (await context.sources.past?.configAt(window.toMs))?.revision ?? null,
    rollouts: await listRollouts(desk, window),
  };
}

/** Those that were under way at any time of the window. */
async function listRollouts(
  { engine, records }: Desk,
  { fromMs, toMs }: TimeWindow,
): Promise<GraphSigns['rollouts']> {
  const { items } = await records.listRollouts({ limit: MOST_ROLLOUTS });
  const running = items
    .map((stored) => engine.find(stored.id) ?? stored)
    .filter(
      ({ startedAtMs, endedAtMs }) => startedAtMs < toMs && (endedAtMs ?? Number.POSITIVE_INFINITY) >= fromMs,
    );
  return Promise.all(
    running.map(async (rollout) => {
      const { id, service, stable, canary } = describeItem(rollout);
      return { id, service, stable, canary, canaryPercent: await percentAt(records, rollout, toMs) };
    }),
  );
}

/** What the canary got at the end of the window, by the last thing that was told of it. */
async function percentAt(records: Desk['records'], rollout: StoredRollout, toMs: number): Promise<number> {
  const moments = await records.listMoments(rollout.id);
  const later = moments.findIndex(({ atMs }) => atMs > toMs);
  if (later < 0) return describeItem(rollout).canaryPercent;
  return moments[later - 1]?.canaryPercent ?? 0;
}
