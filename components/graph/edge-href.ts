import { entityHref } from '@/lib/client/url/entity-href';
import { parseEdge } from '@/lib/mesh/graph/node-id';

/** The page of an edge. */
export function edgeHref(id: string): string {
  return `/graph/edge?of=${encodeURIComponent(id)}`;
}

/** The page of a node or an edge; undefined for what has none. */
export function openHref(id: string): string | undefined {
  return parseEdge(id) === undefined ? entityHref(id) : edgeHref(id);
}
