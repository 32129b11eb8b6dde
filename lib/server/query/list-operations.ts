import type { SeriesFacts } from '../../mesh/metrics/series-facts';
import { isKnown } from '../../mesh/metrics/series-labels';
import type { OperationsAnswer } from '../../protocol/api/overrides';
import type { QueryContext } from './query-context';
import { readTraffic } from './read-traffic';
import { resolveWindow, type WindowParams } from './resolve-window';

/** Everything that was ever learnt of a service, with the requests of a window; the busiest first. */
export async function listOperations(
  context: QueryContext,
  { namespace, name, ...params }: WindowParams & { namespace: string; name: string },
): Promise<OperationsAnswer> {
  const { series: directory } = context.sources.store;
  const { overrides } = context.sources;
  const numbers = directory.select({
    destination_service_name: name,
    destination_service_namespace: namespace,
  });
  const requests = new Map<string, number>();
  const learntOf = new Map<SeriesFacts, string>();
  for (const number of numbers) {
    const learnt = directory.labels(number)?.request_operation ?? '';
    const facts = context.factsOf(number);
    if (!isKnown(learnt) || facts === undefined) continue;
    learntOf.set(facts, learnt);
    requests.set(learnt, 0);
  }
  const window = resolveWindow(params, context.sources);
  return readTraffic(context, window, numbers, ({ series, window: answered }) => {
    for (const { facts, point, weight } of series) {
      const learnt = learntOf.get(facts);
      if (learnt !== undefined) requests.set(learnt, (requests.get(learnt) ?? 0) + point.requests * weight);
    }
    const own = overrides.operations.find((one) => one.namespace === namespace && one.name === name);
    return {
      templates: [...(own?.templates ?? [])],
      operations: [...requests]
        .map(([learnt, count]) => ({
          learnt,
          shown: overrides.nameOperation(namespace, name, learnt) ?? learnt,
          requests: Math.round(count),
        }))
        .sort((a, b) => b.requests - a.requests || (a.learnt < b.learnt ? -1 : 1)),
      from: answered.fromMs,
      to: answered.toMs,
    };
  });
}
