'use client';

import { optionalText } from '@/lib/client/url/codec';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { formatSubject, parseEdge } from '@/lib/mesh/graph/node-id';
import { TouchingPanel } from './touching-panel';

const STATE = { of: optionalText };

/** The configuration that governs the edge in the address: that of where it leads. */
export function EdgeRules() {
  const [{ of }] = useUrlState(STATE);
  const edge = of === undefined ? undefined : parseEdge(of);
  return edge === undefined ? null : <TouchingPanel of={formatSubject(edge.target)} />;
}
