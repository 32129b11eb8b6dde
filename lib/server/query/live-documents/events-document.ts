import { getEvents } from '../../../protocol/api/overview';
import { listEvents } from '../list-events';
import type { QueryContext } from '../query-context';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';
import { parseParams } from './parse-params';

const NEWEST = 200;
/** Events have no version of their own; they are few and looked up by an index. */
const POLL_MS = 2_000;

/** The newest events by id. */
export function eventsDocument(context: QueryContext, params: Readonly<Record<string, string>>): LiveSource {
  const asked = parseParams(getEvents.query, params);
  return {
    version: () => String(Math.floor(context.sources.now() / POLL_MS)),
    build: async () => {
      const { events } = await listEvents(context, { ...asked, cursor: undefined, limit: NEWEST });
      return { events: byKey(events, ({ id }) => id) };
    },
  };
}
