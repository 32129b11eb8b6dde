import type { QueryContext } from './query-context';
import type { FindLearntNames } from './subject-filters';

/** Finds under which names agents counted and logged what is shown as one operation. */
export function createFindLearntNames({ sources }: Pick<QueryContext, 'sources'>): FindLearntNames {
  const { overrides, store } = sources;
  return (namespace, service, operation) => {
    const names = new Set([operation]);
    const isNamed = overrides.operations.some((one) => one.namespace === namespace && one.name === service);
    if (!isNamed) return [...names];
    const selector = { destination_service_namespace: namespace, destination_service_name: service };
    for (const series of store.series.select(selector)) {
      const learnt = store.series.labels(series)?.request_operation;
      if (learnt !== undefined && overrides.nameOperation(namespace, service, learnt) === operation)
        names.add(learnt);
    }
    return [...names];
  };
}
