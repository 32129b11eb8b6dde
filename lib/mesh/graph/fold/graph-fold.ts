import { DEFAULT_CLUSTER } from '../../identity/workload-identity';
import { isKnown } from '../../metrics/series-labels';
import { formatSubject } from '../node-id';
import type { NodeIdentity } from '../node-identity';

/** Which namespaces are drawn as one box instead of their members. */
export interface GraphFold {
  /** `auto` folds large graphs, except the namespaces that were asked for. */
  mode: 'auto' | 'all' | 'none';
  /** Namespaces of which the opposite holds. */
  except: readonly string[];
}

/** Above this many nodes `auto` folds: about what fits a screen with its names readable. */
export const FOLD_ABOVE = 120;

/** The folded namespace of a node, undefined for a node that is drawn by itself. */
export type FindBox = (node: NodeIdentity) => NodeIdentity | undefined;

interface FoldInput {
  namespaces: readonly string[];
  fold?: GraphFold | undefined;
  /** A focus: its namespace is never folded by `auto`. */
  open?: readonly string[];
}

/** Decides which namespaces are folded; `shown` are the nodes that would be drawn without. */
export function chooseFold(
  { fold, namespaces, open = [] }: FoldInput,
  shown: readonly NodeIdentity[],
  isHomeless: (node: NodeIdentity) => boolean,
): FindBox {
  if (fold === undefined) return () => undefined;
  const homes = new Set(shown.filter((node) => !isHomeless(node)).map(({ namespace }) => namespace));
  const isLarge = shown.length > FOLD_ABOVE && homes.size > 1;
  const opened = new Set(fold.mode === 'auto' ? [...namespaces, ...open] : []);
  const except = new Set(fold.except);
  const boxes = new Map<string, NodeIdentity>();
  for (const namespace of homes) {
    const isFolded = fold.mode === 'all' || (fold.mode === 'auto' && isLarge && !opened.has(namespace));
    if (isFolded !== except.has(namespace) && isKnown(namespace))
      boxes.set(namespace, boxIdentity(namespace));
  }
  return (node) => (isHomeless(node) ? undefined : boxes.get(node.namespace));
}

function boxIdentity(namespace: string): NodeIdentity {
  const subject = { kind: 'namespace', namespace, name: namespace, cluster: DEFAULT_CLUSTER } as const;
  return { ...subject, id: formatSubject(subject), app: '', version: '', workload: '' };
}
