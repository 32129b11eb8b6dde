import { createHistogram } from '../../mesh/metrics/histogram';
import { mergeWeightedHistogram } from '../../mesh/metrics/merge-weighted';
import { isServerFault } from '../../mesh/rollout/judge/is-server-fault';
import type { TargetHistory } from '../../mesh/whatif/predict-services';
import { targetKey } from '../../mesh/whatif/spread';
import type { QueryContext } from '../query/query-context';
import { readTraffic } from '../query/read-traffic';
import type { TimeWindow } from '../store/contract/point-reader';

/** What every workload and version of each service did in the window. */
export async function readHistory(context: QueryContext, window: TimeWindow): Promise<TargetHistory[]> {
  return await readTraffic(context, window, undefined, ({ series }) => {
    const history = new Map<string, TargetHistory>();
    for (const { destination, facts, point, weight } of series) {
      if (weight <= 0 || facts.protocol === 'tcp' || !destination.hasDestination) continue;
      const { labels } = destination;
      const target = {
        host: labels.destination_service,
        namespace: labels.destination_workload_namespace,
        workload: labels.destination_workload,
        version: labels.destination_canonical_revision,
      };
      const key = targetKey(target);
      const one = history.get(key) ?? { ...target, requests: 0, errors: 0, latency: createHistogram() };
      history.set(key, one);
      one.requests += point.requests * weight;
      if (isServerFault(facts)) one.errors += point.requests * weight;
      mergeWeightedHistogram(one.latency, point.latency, weight);
    }
    return [...history.values()];
  });
}
