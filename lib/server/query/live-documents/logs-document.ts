import { callKeyOfCaller, isCallSettled } from '../../../mesh/log/once-a-call';
import { logFilterSchema } from '../../../protocol/api/logs';
import type { StoredLog } from '../../store/contract/log-reader';
import { createAcceptLine } from '../accept-line';
import { isOnceACall } from '../log-filter';
import type { QueryContext } from '../query-context';
import { toLine } from '../search-logs';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';
import { parseParams } from './parse-params';

const NEWEST = 500;
/** Lines that wait are looked at again so often. */
const LOOK_MS = 500;

/** The newest lines that pass the filter, by id. */
export function logsDocument(context: QueryContext, params: Readonly<Record<string, string>>): LiveSource {
  const filter = parseParams(logFilterSchema, params);
  const accepts = createAcceptLine(context, filter);
  const { tail, now } = context.sources;
  const isOnce = isOnceACall(filter);
  // Lines that waited come with the next version, or when their time is over.
  let isWaiting = false;
  const isShown = (line: StoredLog): boolean => {
    if (!accepts(line)) return false;
    const call = isOnce ? callKeyOfCaller(line) : undefined;
    if (call === undefined) return true;
    if (tail.hasArrived(call)) return false;
    const isSettled = isCallSettled(line, now());
    if (!isSettled) isWaiting = true;
    return isSettled;
  };
  return {
    version: () => `${tail.version()} ${isWaiting ? Math.floor(now() / LOOK_MS) : ''}`,
    build: async () => {
      isWaiting = false;
      const lines = tail.newest(NEWEST, isShown).map(toLine);
      return { lines: byKey(lines, ({ id }) => id), meta: {} };
    },
  };
}
