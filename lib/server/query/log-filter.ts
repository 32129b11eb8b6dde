import { readLogQuery, wordsOf } from '../../mesh/log/query/read-log-query';
import type { LogFilter as LogParams } from '../../protocol/api/logs';
import { AppError } from '../../protocol/app-error';
import type { LogFilter } from '../store/contract/log-reader';
import { createFindLearntNames } from './learnt-names';
import { parseCodes } from './parse-codes';
import type { QueryContext } from './query-context';
import { logFilterOf } from './subject-filters';

/** A query's filter as the store understands it. */
export function toLogFilter(context: Pick<QueryContext, 'sources'>, params: LogParams): LogFilter {
  return {
    ...(params.of === undefined ? {} : logFilterOf(params.of, createFindLearntNames(context))),
    ...parseCodes(params.code),
    ...(params.namespace === undefined ? {} : { namespaces: params.namespace.split(',') }),
    ...(params.workload === undefined ? {} : { workload: params.workload }),
    ...(params.service === undefined ? {} : { service: params.service }),
    ...(params.method === undefined ? {} : { methods: [params.method.toUpperCase()] }),
    ...(params.path === undefined ? {} : { pathContains: params.path }),
    ...(params.flag === undefined ? {} : { flags: [params.flag] }),
    ...(params.minDurationMs === undefined
      ? {}
      : { minDurationUs: Math.round(params.minDurationMs * 1_000) }),
    ...(params.traceId === undefined ? {} : { traceId: params.traceId }),
    ...(params.requestId === undefined ? {} : { requestId: params.requestId }),
    ...(params.reporter === undefined ? {} : { reporter: params.reporter }),
    ...(isOnceACall(params) ? { isOnceACall: true } : {}),
    ...readQuery(params.q),
  };
}

/** Every call once, unless both sides or the lines of one are asked for. */
export function isOnceACall({ reporter, sides }: Pick<LogParams, 'reporter' | 'sides'>): boolean {
  return reporter === undefined && sides !== 'both';
}

/** Words alone stay words; what else a query says is a condition of its own. */
function readQuery(text: string | undefined): Pick<LogFilter, 'words' | 'where'> {
  const { expression, error } = readLogQuery(text ?? '');
  if (error !== undefined) {
    const place = `at character ${error.at + 1}: ${error.message}`;
    throw new AppError('bad_request', `Cannot read the query ${place}`, { at: error.at });
  }
  if (expression === undefined) return {};
  const words = wordsOf(expression);
  return words === undefined ? { where: expression } : { words };
}
