import type { TraceNode } from '@/lib/mesh/trace/trace';
import { type Collapse, isCollapsed } from './model/collapse';

type TreeKeys = {
  nodes: readonly TraceNode[];
  at: number;
  collapse: Collapse;
  onMove: (node: TraceNode) => void;
  onToggle: (node: TraceNode) => void;
  onOpen: (node: TraceNode) => void;
};

const PAGE = 16;

/** Does what a key means in a tree (ARIA's tree pattern); false when it means nothing. */
export function moveCursor(key: string, tree: TreeKeys): boolean {
  const { nodes, at, collapse, onMove, onToggle, onOpen } = tree;
  const node = nodes[at];
  const go = (target: TraceNode | undefined) => {
    if (target !== undefined) onMove(target);
    return true;
  };
  if (node === undefined) return false;
  switch (key) {
    case 'ArrowDown':
      return go(nodes[at + 1]);
    case 'ArrowUp':
      return go(nodes[at - 1]);
    case 'PageDown':
      return go(nodes[Math.min(nodes.length - 1, at + PAGE)]);
    case 'PageUp':
      return go(nodes[Math.max(0, at - PAGE)]);
    case 'Home':
      return go(nodes[0]);
    case 'End':
      return go(nodes.at(-1));
    case 'ArrowRight':
      if (isCollapsed(node, collapse)) onToggle(node);
      else go(node.children[0]);
      return true;
    case 'ArrowLeft':
      if (node.children.length > 0 && !isCollapsed(node, collapse)) onToggle(node);
      else go(node.parent);
      return true;
    case ' ':
      onToggle(node);
      return true;
    case 'Enter':
      onOpen(node);
      return true;
    default:
      return false;
  }
}
