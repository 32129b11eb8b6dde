import { logFilterSchema } from '../../../protocol/api/logs';
import { createAcceptLine } from '../accept-line';
import type { QueryContext } from '../query-context';
import { toLine } from '../search-logs';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';
import { parseParams } from './parse-params';

const NEWEST = 500;

/** The newest lines that pass the filter, by id. */
export function logsDocument(context: QueryContext, params: Readonly<Record<string, string>>): LiveSource {
  const accepts = createAcceptLine(context, parseParams(logFilterSchema, params));
  return {
    version: () => String(context.sources.tail.version()),
    build: async () => ({
      lines: byKey(context.sources.tail.newest(NEWEST, accepts).map(toLine), ({ id }) => id),
      meta: {},
    }),
  };
}
