import { isMatchingLine } from '../../mesh/log/match-line';
import type { LogFilter as LogParams } from '../../protocol/api/logs';
import type { LogFilter, StoredLog } from '../store/contract/log-reader';
import { parseCodes } from './parse-codes';
import { logFilterOf } from './subject-filters';

/** A filter in two parts: what the store can look up, and what is checked line by line. */
export interface SplitLogFilter {
  stored: LogFilter;
  accepts: (line: StoredLog) => boolean;
}

/** Translates a query's filter for the store. */
export function splitLogFilter(params: LogParams): SplitLogFilter {
  const words = (params.q ?? '').split(/\s+/).filter((word) => word !== '');
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  const rest = words.filter((word) => word !== longest).map((word) => word.toLowerCase());
  return {
    stored: toStoreFilter(params, longest),
    accepts: (line) => rest.every((word) => isMatchingLine(line, word)),
  };
}

function toStoreFilter(params: LogParams, text: string): LogFilter {
  return {
    ...(params.of === undefined ? {} : logFilterOf(params.of)),
    ...parseCodes(params.code),
    ...(params.namespace === undefined ? {} : { namespaces: [params.namespace] }),
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
    ...(text === '' ? {} : { text }),
  };
}
