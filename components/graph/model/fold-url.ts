import { parseEdge, parseSubject } from '@/lib/mesh/graph/node-id';
import type { GraphUrl } from '../graph-url';

type Folding = Pick<GraphUrl, 'except'>;

/** Opens a folded namespace, or folds an open one. */
export function toggleFold({ except }: Folding, namespace: string): Folding {
  return {
    except: except.includes(namespace)
      ? except.filter((other) => other !== namespace)
      : [...except, namespace],
  };
}

/** Selects a node or an edge and opens the folded namespaces it is in. */
export function openTo(
  folding: Folding,
  id: string,
  folded: readonly string[],
): Folding & Pick<GraphUrl, 'sel'> {
  const edge = parseEdge(id);
  const subjects = edge === undefined ? [parseSubject(id)] : [edge.source, edge.target];
  const closed = new Set(
    subjects.flatMap((subject) => subject?.namespace ?? []).filter((name) => folded.includes(name)),
  );
  return { sel: id, ...[...closed].reduce(toggleFold, { except: folding.except }) };
}
