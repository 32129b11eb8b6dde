import { useMemo } from 'react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { windowQuery } from '@/lib/client/time/window-query';
import { useScope } from '@/lib/client/url/use-scope';
import { compareGraph, type GraphCompareAnswer } from '@/lib/protocol/api/graph-compare';
import type { GraphUrl } from '../graph-url';
import { readBase } from './compare-with';

/** A moving window is held against its past this often. */
const REFRESH_MS = 10_000;

/** What changed since the other window that the address names. */
export function useComparison({ vs, type, services }: Pick<GraphUrl, 'vs' | 'type' | 'services'>) {
  const { namespaces, range } = useScope();
  const base = readBase(vs);
  const query = { type, namespaces, injectServices: services, ...windowQuery(range), ...base };
  return useEndpoint(
    compareGraph,
    { query },
    { enabled: base !== undefined, refetchMs: range.kind === 'relative' ? REFRESH_MS : undefined },
  );
}

/** What a comparison leaves lit: edges that changed for sure, and their ends; undefined when nothing did. */
export function useChanged(answer: GraphCompareAnswer | undefined): ReadonlySet<string> | undefined {
  return useMemo(() => {
    const sure = (answer?.changes ?? []).filter(({ isSure }) => isSure);
    if (sure.length === 0) return undefined;
    return new Set(sure.flatMap(({ edge, source, target }) => [edge, source, target]));
  }, [answer]);
}
