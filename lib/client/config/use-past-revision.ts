'use client';

import { getGraphSigns } from '@/lib/protocol/api/graph-signs';
import { useEndpoint } from '../http/use-endpoint';
import { windowQuery } from '../time/window-query';
import { useScope } from '../url/use-scope';

/** The revision of the configuration that held in the window of the past that is looked at; undefined where it holds still. */
export function usePastRevision(): number | undefined {
  const { range } = useScope();
  const isPast = range.kind === 'absolute';
  const { data } = useEndpoint(getGraphSigns, { query: windowQuery(range) }, { enabled: isPast });
  return isPast ? (data?.pastRevision ?? undefined) : undefined;
}
