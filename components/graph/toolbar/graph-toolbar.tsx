'use client';

import { Info } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import { SegmentedControl } from '../../ui/segmented-control';
import { Select } from '../../ui/select';
import { CompareMenu } from '../compare/compare-menu';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import type { Found } from '../model/use-found';
import { ViewsMenu } from '../views/views-menu';
import { DisplayMenu } from './display-menu';
import { FindBox } from './find-box';
import { LabelsMenu } from './labels-menu';

type GraphToolbarProps = {
  url: GraphUrl;
  write: WriteGraphUrl;
  /** What is in sight. */
  view: 'map' | 'table';
  found: Found;
  graph: DrawnGraph;
};

const TYPES = [
  { value: 'versionedApp', label: 'Versioned apps' },
  { value: 'app', label: 'Apps' },
  { value: 'workload', label: 'Workloads' },
  { value: 'service', label: 'Services' },
  { value: 'operation', label: 'Operations' },
] as const;

const VIEWS = [
  { value: 'map', label: 'Map' },
  { value: 'table', label: 'Table' },
] as const;

/** What the graph shows and how. Every choice is in the address bar. */
export function GraphToolbar({ url, write, view, found, graph }: GraphToolbarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Graph"
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-border border-b bg-surface px-3 py-2"
    >
      {/* Narrow, what is chosen stands in one row that scrolls. */}
      <div className="contents max-[899px]:flex max-[899px]:w-full max-[899px]:gap-2 max-[899px]:overflow-x-auto max-[899px]:[&>*]:shrink-0">
        <Select
          label="Graph type"
          value={url.type}
          options={TYPES}
          onChange={(type) => write({ type, sel: undefined, also: [], focus: undefined, toward: undefined })}
        />
        <LabelsMenu labels={url.labels} onChange={(labels) => write({ labels })} />
        <DisplayMenu url={url} write={write} />
        <CompareMenu vs={url.vs} write={write} />
        <div className="order-last ml-auto flex shrink-0 items-center gap-1 max-[899px]:contents">
          <ViewsMenu />
          <IconButton
            icon={Info}
            label="Legend"
            pressed={url.legend}
            onClick={() => write({ legend: !url.legend })}
          />
          <SegmentedControl
            label="View"
            value={view}
            options={VIEWS}
            onChange={(next) => write({ view: next })}
            className="max-[899px]:-order-1"
          />
        </div>
      </div>
      <FindBox url={url} write={write} found={found} graph={graph} />
    </div>
  );
}
