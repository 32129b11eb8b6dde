import type { GraphSigns } from '../../protocol/api/graph-signs';
import type { ConfigDeps } from '../config-store/config-deps';
import { describeItem as describeObject } from '../config-store/view/list-config';
import type { QueryContext } from '../query/query-context';
import { resolveWindow, type WindowParams } from '../query/resolve-window';
import { describeItem } from '../rollout/describe-rollout';
import type { RolloutDesk } from '../rollout/rollout-desk';
import type { TimeWindow } from '../store/contract/point-reader';
import { findTroubled, type TroubledResource } from './find-troubled';

/** The newest rollouts that are looked at: more would be history that no screen asks for. */
const MOST_ROLLOUTS = 200;

/** What the parts of a graph carry as signs, beside what its traffic and the rules for it say. */
export async function getGraphSigns(
  context: QueryContext,
  config: ConfigDeps,
  desk: Pick<RolloutDesk, 'engine' | 'records'>,
  params: WindowParams,
): Promise<GraphSigns> {
  const window = resolveWindow(params, context.sources);
  return { findings: await listFindings(config), rollouts: await listRollouts(desk, window) };
}

async function listFindings({ state, findings, registry }: ConfigDeps): Promise<GraphSigns['findings']> {
  const byObject = await findings.byObject();
  const resources = state.resources();
  const troubled = [...state.objects().values()].flatMap((object, index): TroubledResource[] => {
    const problems = byObject.get(object.key);
    const resource = resources[index];
    if (problems === undefined || resource === undefined) return [];
    const { error, warning } = describeObject(object, problems).findings;
    return error + warning === 0 ? [] : [{ resource, error, warning }];
  });
  const { services, settings } = registry.snapshot();
  return findTroubled(troubled, {
    services,
    workloads: registry.agents().map(({ hello }) => hello.identity),
    rootNamespace: settings.rootNamespace,
    domain: `svc.${settings.clusterDomain}`,
  });
}

/** Those that were under way at any time of the window. */
async function listRollouts(
  { engine, records }: Pick<RolloutDesk, 'engine' | 'records'>,
  { fromMs, toMs }: TimeWindow,
): Promise<GraphSigns['rollouts']> {
  const { items } = await records.listRollouts({ limit: MOST_ROLLOUTS });
  return items
    .map((stored) => engine.find(stored.id) ?? stored)
    .filter(
      ({ startedAtMs, endedAtMs }) => startedAtMs < toMs && (endedAtMs ?? Number.POSITIVE_INFINITY) >= fromMs,
    )
    .map((rollout) => {
      const { id, service, stable, canary, phase, canaryPercent } = describeItem(rollout);
      return { id, service, stable, canary, phase, canaryPercent };
    });
}
