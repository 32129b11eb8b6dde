import type { ConfigDeps } from '../config-store/config-deps';
import { startJudgeWorker } from '../config-store/judge/start-judge-worker';
import { WorkerJudge } from '../config-store/judge/worker-judge';
import { Acknowledgements } from '../config-store/state/acknowledgements';
import { ConfigFindings } from '../config-store/state/config-findings';
import { PastFindings } from '../past/past-findings';
import type { QueryContext } from '../query/query-context';
import { createKeySearch } from '../whatif/find-unfetched-keys';
import { observeTraffic } from '../whatif/observe-traffic';
import { createRecordedReplay } from '../whatif/replay-recorded';
import { TrafficWatch } from '../whatif/traffic-watch';
import type { Core } from './core';
import { logErrorsOf } from './log';

/** The verbs of the configuration. */
export async function openConfig(
  { store, config, registry, events, steps }: Core,
  query: QueryContext,
): Promise<ConfigDeps> {
  const now = Date.now;
  const acknowledgements = new Acknowledgements();
  await acknowledgements.load(store.acknowledgements);
  const judging = new WorkerJudge(startJudgeWorker);
  // In a thread of its own: other agents would make the first one judge everything anew.
  const judgingPast = new WorkerJudge(startJudgeWorker);
  steps.onStop('judge', async () => void (await Promise.all([judging.stop(), judgingPast.stop()])));
  const replay = createRecordedReplay(query, config);
  const findKeys = createKeySearch(query, config);
  const watch = new TrafficWatch(
    () => observeTraffic(query, config, replay, findKeys),
    logErrorsOf('traffic rules'),
    () => config.version(),
  );
  watch.start();
  steps.onStop('traffic rules', () => watch.stop());
  const view = () => {
    const { services, settings } = registry.snapshot();
    const agents = registry.agents().filter(({ connected }) => connected);
    const identities = agents.map(({ hello }) => hello.identity);
    return { services, agents: identities, settings, now: now(), observed: watch.latest() };
  };
  return {
    records: store.config,
    state: config,
    findings: new ConfigFindings(config, judging.judge, view, acknowledgements),
    pastFindings: new PastFindings(judgingPast.judge, () => registry.snapshot().settings, acknowledgements),
    acknowledgements,
    acknowledgementRecords: store.acknowledgements,
    registry,
    audit: store.audit,
    tell: (event) => events.append(event),
    now,
  };
}
