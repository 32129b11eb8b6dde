import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';

/** Which nodes hide their children: all from a level on, except that single nodes may be the other way round. */
export interface Collapse {
  /** Nodes at this depth and below are closed; undefined when all are open. */
  level: number | undefined;
  toggled: readonly string[];
}

/** What a node is called in the address bar: its span id, told apart where client and server share one. */
export function nodeKey({ span, parent }: TraceNode): string {
  return parent?.span.span_id === span.span_id ? `${span.span_id}-server` : span.span_id;
}

/** True when the node's children are hidden. */
export function isCollapsed(node: TraceNode, { level, toggled }: Collapse): boolean {
  if (node.children.length === 0) return false;
  return (level !== undefined && node.depth >= level) !== toggled.includes(nodeKey(node));
}

/** The nodes on show, in order. */
export function visibleNodes(trace: Trace, collapse: Collapse): TraceNode[] {
  const set = { level: collapse.level, toggled: new Set(collapse.toggled) };
  const shown: TraceNode[] = [];
  for (let index = 0; index < trace.nodes.length; index++) {
    const node = trace.nodes[index];
    if (node === undefined) break;
    shown.push(node);
    const closes =
      node.children.length > 0 && closedByLevel(node, set.level) !== set.toggled.has(nodeKey(node));
    if (closes) index += node.descendants;
  }
  return shown;
}

/** The state with one node opened or closed. */
export function toggleNode(collapse: Collapse, node: TraceNode): Collapse {
  const key = nodeKey(node);
  const { toggled } = collapse;
  return {
    ...collapse,
    toggled: toggled.includes(key) ? toggled.filter((other) => other !== key) : [...toggled, key],
  };
}

/** The state in which a node can be seen: every closed ancestor is opened. */
export function revealNode(collapse: Collapse, node: TraceNode): Collapse {
  let revealed = collapse;
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (isCollapsed(at, revealed)) revealed = toggleNode(revealed, at);
  }
  return revealed;
}

function closedByLevel(node: TraceNode, level: number | undefined): boolean {
  return level !== undefined && node.depth >= level;
}
