import {
  Crosshair,
  EyeOff,
  Filter,
  FoldVertical,
  Link2,
  type LucideIcon,
  Maximize,
  PanelRight,
  PinOff,
  RotateCcw,
  ScrollText,
  SlidersHorizontal,
  SquareMousePointer,
  UnfoldVertical,
  Waypoints,
} from 'lucide-react';
import { splitHref } from '@/lib/client/rollouts/rollout-href';
import type { GraphNode } from '@/lib/mesh/graph/graph';
import { notify } from '../../ui/notify';
import { openHref } from '../edge-href';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import { toggleFold } from '../model/fold-url';
import { logsHref } from '../panel/code-list';

/** One entry of a menu. */
export type MenuAction = { label: string; icon: LucideIcon; run: () => void };

/** What actions work with. */
export type ActionDeps = {
  graph: DrawnGraph;
  url: GraphUrl;
  write: WriteGraphUrl;
  /** Opens a page. */
  onGo: (href: string) => void;
  onFit: () => void;
  onRelayout: () => void;
  pinned: ReadonlySet<string>;
  onUnpin: (id: string) => void;
};

/** What can be done with what an id names, in groups. */
export function listActions(deps: ActionDeps, id: string | undefined): MenuAction[][] {
  const node = deps.graph.nodes.find((one) => one.id === id);
  if (node?.kind === 'namespace') {
    const inside = `ns = ${node.name}`;
    return [
      [fold(deps, node.name, 'Open the box'), ...seeAll(deps, node.id, 'Open details')],
      [findBy(deps, inside), hideBy(deps, inside, 'Hide this namespace')],
      [copyLink(node.id)],
    ];
  }
  if (node !== undefined) return [seeNode(deps, node), narrowTo(deps, node), [copyLink(node.id)]];
  const edge = deps.graph.edges.find((one) => one.id === id);
  if (edge !== undefined) return [seeAll(deps, edge.id, 'Open edge page'), [copyLink(edge.id)]];
  const box = deps.graph.boxes.find((one) => one.id === id);
  if (box !== undefined) {
    const { boxOf } = deps.graph;
    const inside = deps.graph.nodes.filter((one) => boxOf.get(one.id) === box.id).map((one) => one.id);
    const [first, ...rest] = inside;
    return [
      [
        { label: 'Open panel', icon: PanelRight, run: () => deps.write({ sel: box.id, also: [] }) },
        {
          label: 'Select what is inside',
          icon: SquareMousePointer,
          run: () => deps.write({ sel: first, also: rest }),
        },
        ...(box.kind === 'namespace'
          ? [
              fold(deps, box.title, 'Fold the box'),
              hideBy(deps, `ns = ${box.title}`, 'Hide this namespace'),
              findBy(deps, `ns = ${box.title}`),
            ]
          : []),
      ],
    ];
  }
  return [
    [
      { label: 'Fit into the window', icon: Maximize, run: deps.onFit },
      { label: 'Lay out anew', icon: RotateCcw, run: deps.onRelayout },
      copyLink(undefined),
    ],
  ];
}

function seeNode(deps: ActionDeps, node: GraphNode): MenuAction[] {
  const actions = seeAll(deps, node.id, 'Open details');
  if (node.kind === 'service')
    actions.push({
      label: 'Shift traffic',
      icon: SlidersHorizontal,
      run: () => deps.onGo(splitHref(node)),
    });
  return actions;
}

function seeAll({ onGo, write }: ActionDeps, id: string, open: string): MenuAction[] {
  const page = openHref(id);
  return [
    ...(page === undefined ? [] : [{ label: open, icon: PanelRight, run: () => onGo(page) }]),
    { label: 'Select', icon: SquareMousePointer, run: () => write({ sel: id, also: [] }) },
    {
      label: 'Traces',
      icon: Waypoints,
      run: () => onGo(`/traces?${new URLSearchParams({ of: id })}`),
    },
    { label: 'Logs', icon: ScrollText, run: () => onGo(logsHref(id)) },
  ];
}

function narrowTo(deps: ActionDeps, node: GraphNode): MenuAction[] {
  const { write, pinned, onUnpin } = deps;
  const name = `name = "${node.name}"`;
  return [
    {
      label: 'Focus',
      icon: Crosshair,
      run: () => write({ focus: node.id, sel: node.id, also: [], toward: undefined }),
    },
    findBy(deps, name),
    hideBy(deps, name, 'Hide by name'),
    ...(pinned.has(node.id) ? [{ label: 'Unpin', icon: PinOff, run: () => onUnpin(node.id) }] : []),
  ];
}

function fold({ url, write }: ActionDeps, namespace: string, label: string): MenuAction {
  const icon = label.startsWith('Open') ? UnfoldVertical : FoldVertical;
  return { label, icon, run: () => write(toggleFold(url, namespace)) };
}

function findBy({ write }: ActionDeps, expression: string): MenuAction {
  return { label: 'Find', icon: Filter, run: () => write({ find: expression }) };
}

function hideBy({ url, write }: ActionDeps, expression: string, label: string): MenuAction {
  const hide = url.hide.trim() === '' ? expression : `(${url.hide}) or ${expression}`;
  return { label, icon: EyeOff, run: () => write({ hide, sel: undefined, also: [] }) };
}

function copyLink(id: string | undefined): MenuAction {
  const run = async () => {
    const address = new URL(window.location.href);
    if (id !== undefined) address.searchParams.set('sel', id);
    await navigator.clipboard.writeText(address.href);
    notify({ title: 'Link copied', tone: 'success' });
  };
  return { label: 'Copy link', icon: Link2, run: () => void run() };
}
