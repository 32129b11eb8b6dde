import type * as z from 'zod/mini';
import { operationOf } from '../../mesh/trace/shape/span-operation';
import { usualDurations } from '../../mesh/trace/shape/usual-shape';
import type { getUsualShape } from '../../protocol/api/traces';
import { getTrace } from './get-trace';
import type { QueryContext } from './query-context';

type UsualAnswer = z.infer<typeof getUsualShape.response>;

/** How long the operations of a trace took in the window that ends with it. */
export async function readUsualShape(
  context: QueryContext,
  traceId: string,
  windowSeconds: number,
): Promise<UsualAnswer> {
  const { spans } = await getTrace(context, traceId);
  const endUs = spans.reduce((most, span) => Math.max(most, span.start_us + span.duration_us), 0);
  const toMs = Math.ceil(endUs / 1_000) + 1;
  const sampled = await context.sources.store.traces.sampleSpans(
    { fromMs: toMs - windowSeconds * 1_000, toMs },
    [...new Set(spans.map(({ service }) => service))],
    [...new Set(spans.map(({ name }) => name))],
  );
  const wanted = new Set(spans.map((span) => operationOf(span).key));
  const operations = usualDurations(sampled).filter(({ key }) => wanted.has(key));
  return { windowSeconds, operations };
}
