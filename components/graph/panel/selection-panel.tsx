'use client';

import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { entityHref } from '@/lib/client/url/entity-href';
import type { GraphNode } from '@/lib/mesh/graph/graph';
import { Badge } from '../../ui/badge';
import { SidePanel } from '../../ui/side-panel';
import { VersionChip } from '../../ui/version-chip';
import type { NodeBadges } from '../badge/list-badges';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import { nodeTitle } from '../keyboard/describe-selection';
import type { DrawnGraph } from '../model/drawn-graph';
import { toggleFold } from '../model/fold-url';
import { BoxPanel } from './box-panel';
import { EdgePanel } from './edge-panel';
import { FoldedEdgePanel, FoldedPanel } from './folded-panel';
import { ManyPanel } from './many-panel';
import { NodePanel } from './node-panel';

type SelectionPanelProps = {
  graph: DrawnGraph;
  badges: ReadonlyMap<string, NodeBadges>;
  selected: string;
  /** Namespaces that are drawn as one box. */
  folded: readonly string[];
  url: GraphUrl;
  write: WriteGraphUrl;
  /** Which configuration touches the selection. */
  rules: ReactNode;
};

/** The panel of what is selected: a node, an edge, a box, or something that is no longer there. */
export function SelectionPanel(props: SelectionPanelProps) {
  const { graph, badges, selected, folded, url, write, rules } = props;
  const close = () => write({ sel: undefined, also: [] });
  if (url.also.length > 0) {
    return (
      <SidePanel label="Selection" title={`${url.also.length + 1} selected`} onClose={close}>
        <ManyPanel graph={graph} url={url} write={write} />
      </SidePanel>
    );
  }
  const node = graph.nodes.find(({ id }) => id === selected);
  if (node !== undefined) {
    return (
      <SidePanel label="Selected node" title={<NodeTitle node={node} />} onClose={close}>
        {node.kind === 'namespace' ? (
          <FoldedPanel key={selected} graph={graph} node={node} folded={folded} url={url} write={write} />
        ) : (
          <NodePanel
            key={selected}
            graph={graph}
            node={node}
            badges={badges.get(selected)}
            url={url}
            write={write}
            rules={rules}
          />
        )}
      </SidePanel>
    );
  }
  const edge = graph.edges.find(({ id }) => id === selected);
  if (edge !== undefined) {
    const title = (id: string) => nodeTitle(graph.nodes.find((other) => other.id === id));
    return (
      <SidePanel
        label="Selected edge"
        title={<EdgeTitle source={title(edge.source)} target={title(edge.target)} protocol={edge.protocol} />}
        onClose={close}
      >
        {edge.parts === undefined ? (
          <EdgePanel key={selected} edge={edge} rules={rules} />
        ) : (
          <FoldedEdgePanel key={selected} edge={edge} folded={folded} url={url} write={write} />
        )}
      </SidePanel>
    );
  }
  return <OtherPanel {...props} onClose={close} />;
}

function OtherPanel({ graph, selected, url, write, onClose }: SelectionPanelProps & { onClose: () => void }) {
  const box = graph.boxes.find(({ id }) => id === selected);
  if (box === undefined) {
    return (
      <SidePanel label="Selection" title="Not in this graph" onClose={onClose}>
        <p className="p-4 text-muted">
          <span className="break-all font-mono text-text text-xs">{selected}</span> has no traffic in this
          window, is hidden, or is of another type of graph.
        </p>
      </SidePanel>
    );
  }
  const of = box.kind === 'namespace' ? box.id : box.id.replace(/^box:/, 'app:');
  return (
    <SidePanel
      label="Selected box"
      title={
        <Heading name={box.title}>
          <Badge>{box.kind === 'namespace' ? 'namespace' : 'application'}</Badge>
        </Heading>
      }
      onClose={onClose}
    >
      <BoxPanel
        key={selected}
        graph={graph}
        box={box}
        of={of}
        page={entityHref(of)}
        onFold={() => write(toggleFold(url, box.title))}
        write={write}
      />
    </SidePanel>
  );
}

function NodeTitle({ node }: { node: GraphNode }) {
  const kind = node.isGateway ? 'gateway' : node.isExternal ? 'external' : node.kind;
  return (
    <Heading
      name={node.kind === 'unknown' ? 'unknown source' : node.name}
      below={node.kind === 'unknown' || node.kind === 'namespace' ? undefined : node.namespace}
    >
      {node.version === '' ? null : <VersionChip version={node.version} />}
      {node.kind === 'unknown' ? null : <Badge>{kind}</Badge>}
    </Heading>
  );
}

function EdgeTitle({ source, target, protocol }: { source: string; target: string; protocol: string }) {
  return (
    <h2 className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-md leading-5">
      <span className="min-w-0 truncate">{source}</span>
      <ArrowRight role="img" aria-label="to" className="size-3.5 shrink-0 text-faint" />
      <span className="min-w-0 truncate">{target}</span>
      <Badge>{protocol}</Badge>
    </h2>
  );
}

function Heading({
  name,
  below,
  children,
}: {
  name: string;
  below?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <div className="flex min-w-0 items-center gap-1.5">
        <h2 className="truncate text-md leading-5">{name}</h2>
        {children}
      </div>
      {below === undefined ? null : <p className="truncate text-muted text-xs">{below}</p>}
    </div>
  );
}
