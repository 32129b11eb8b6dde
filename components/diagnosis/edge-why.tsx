'use client';

import { optionalText } from '@/lib/client/url/codec';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { parseEdge } from '@/lib/mesh/graph/node-id';
import { WhyPanel } from './why-panel';

const EDGE_URL = { of: optionalText, incident: optionalText };

/** Why the edge in the address fails; connections without requests have no outcome to explain. */
export function EdgeWhy() {
  const [{ of, incident }] = useUrlState(EDGE_URL);
  const edge = of === undefined ? undefined : parseEdge(of);
  return of === undefined || edge === undefined || edge.protocol === 'tcp' ? null : (
    <WhyPanel key={of} of={of} incidentId={incident} />
  );
}
