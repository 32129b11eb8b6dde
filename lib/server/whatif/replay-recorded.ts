import type { ReplayedTraffic } from '../../mesh/rules/traffic/observations';
import { RuleUse } from '../../mesh/whatif/rule-use';
import { createWhatIfMesh } from '../../mesh/whatif/whatif-mesh';
import type { ConfigState } from '../config-store/state/config-state';
import type { QueryContext } from '../query/query-context';
import { forEachInSlices } from './for-each-in-slices';
import { readRequests } from './read-requests';

const WINDOW_MS = 24 * 3_600_000;
/** Counting a day of lines costs the database seconds where there are millions. */
const EVERY_MS = 10 * 60_000;
const LINES = 4_000;
const LINES_PER_EDGE = 100;

/** Sends the last day's recorded requests through today's rules: after a change of them, and every ten minutes. */
export function createRecordedReplay(
  query: QueryContext,
  state: Pick<ConfigState, 'resources' | 'version'>,
): () => Promise<ReplayedTraffic> {
  let last: ReplayedTraffic | undefined;
  let version = -1;
  return async () => {
    const atMs = query.sources.now();
    if (last !== undefined && version === state.version() && atMs - last.atMs < EVERY_MS) return last;
    version = state.version();
    const { services, settings } = query.sources.registry.snapshot();
    const use = new RuleUse(createWhatIfMesh(state.resources(), services, settings));
    const window = { fromMs: atMs - WINDOW_MS, toMs: atMs };
    const { requests, total } = await readRequests(query, window, LINES, LINES_PER_EDGE);
    await forEachInSlices(requests, (request) => use.add(request));
    last = use.result(atMs, total);
    return last;
  };
}
