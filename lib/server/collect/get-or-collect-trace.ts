import { setTimeout as pause } from 'node:timers/promises';
import { isAppError } from '../../protocol/app-error';
import { getTrace } from '../query/get-trace';
import type { QueryContext } from '../query/query-context';
import { COLLECT_DESK_LIMITS } from './collect-limits';
import type { TraceDesk } from './trace-desk';

/** A trace that is stored, or else one that agents still hold: somebody who looks at it is reason enough to ask. */
export async function getOrCollectTrace(
  context: QueryContext,
  desk: Pick<TraceDesk, 'request' | 'hasAgents'>,
  traceId: string,
): ReturnType<typeof getTrace> {
  const { waitMs, lookMs } = COLLECT_DESK_LIMITS;
  for (let waitedMs = 0; ; waitedMs += lookMs) {
    try {
      const found = await getTrace(context, traceId);
      if (waitedMs === 0) return found;
      // The first agent has answered; the others are about to.
      await pause(lookMs * 2);
      return await getTrace(context, traceId);
    } catch (error) {
      const isMissing = isAppError(error) && error.code === 'not_found';
      if (!isMissing || waitedMs >= waitMs || !desk.hasAgents) throw error;
      if (waitedMs === 0 && !desk.request([[traceId.toLowerCase().padStart(32, '0'), 'asked']])) throw error;
    }
    await pause(lookMs);
  }
}
