import type { QueryContext } from '../query/query-context';
import { SpanIntake } from '../span-intake/span-intake';
import { acceptedRange } from '../store/sink/accepted-range';
import type { Core } from './core';

/** Opens the way of applications' spans into the store. */
export function openSpanIntake({ store, retention }: Core, query: QueryContext): SpanIntake {
  return new SpanIntake({
    sink: store.sink,
    logs: store.applicationLogs,
    workloads: () => query.knowledge().workloads,
    range: () => {
      const { spansFromMs, toMs } = acceptedRange(retention.policy(), Date.now());
      return { fromUs: spansFromMs * 1_000, toUs: toMs * 1_000 };
    },
  });
}
