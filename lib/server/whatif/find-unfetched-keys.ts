import type { UnfetchedKeys } from '../../mesh/rules/traffic/observations';
import type { ConfigState } from '../config-store/state/config-state';
import type { QueryContext } from '../query/query-context';

/** What an agent writes of a token that it could not verify for want of keys, as Envoy does. */
const UNFETCHED = 'jwt_authn_access_denied{Jwks_remote_fetch_is_failed}';
const WINDOW_MS = 15 * 60_000;
const EVERY_MS = 60_000;
const MOST_LINES = 200;

/** Looks in the log for workloads that could not fetch an issuer's keys: once a minute, and only where tokens are verified. */
export function createKeySearch(
  { sources }: Pick<QueryContext, 'sources'>,
  state: Pick<ConfigState, 'objects'>,
): () => Promise<readonly UnfetchedKeys[]> {
  let last: readonly UnfetchedKeys[] = [];
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const toMs = sources.now();
    const isVerifying = [...state.objects().values()].some(
      ({ object }) => object.kind === 'RequestAuthentication',
    );
    if (!isVerifying) return [];
    if (toMs - lookedAtMs < EVERY_MS) return last;
    lookedAtMs = toMs;
    const { items } = await sources.store.logs.searchLogs({
      ...{ fromMs: toMs - WINDOW_MS, toMs, limit: MOST_LINES },
      filter: { reporter: 'destination', codes: [401], words: [UNFETCHED] },
    });
    const agents = sources.registry.agents().map(({ hello: { identity } }) => identity);
    const found = new Map<string, UnfetchedKeys>();
    for (const line of items) {
      const { destination_workload_namespace: namespace, destination_workload: workload } = line;
      const labels =
        agents.find((one) => one.namespace === namespace && one.workload === workload)?.labels ?? {};
      const key = `${namespace}/${workload}`;
      const one = found.get(key) ?? { namespace, workload, labels, refused: 0, lastMs: line.start_time };
      found.set(key, { ...one, refused: one.refused + 1, lastMs: Math.max(one.lastMs, line.start_time) });
    }
    last = [...found.values()];
    return last;
  };
}
