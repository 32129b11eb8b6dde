'use client';

import { useMemo } from 'react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { windowQuery } from '@/lib/client/time/window-query';
import { useScope } from '@/lib/client/url/use-scope';
import { getGraphSigns } from '@/lib/protocol/api/graph-signs';
import type { DrawnGraph } from '../model/drawn-graph';
import { listBadges, type NodeBadges } from './list-badges';

const REFRESH_MS = 5_000;

/** What the nodes of a graph carry; the graph does not wait for it. */
export function useBadges(graph: DrawnGraph): ReadonlyMap<string, NodeBadges> {
  const { range } = useScope();
  const { data } = useEndpoint(getGraphSigns, { query: windowQuery(range) }, { refetchMs: REFRESH_MS });
  return useMemo(() => listBadges(graph, data), [graph, data]);
}
