'use client';

import { SidePanel } from '../../ui/side-panel';
import type { GraphUrl, WriteGraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';

type SelectionPanelProps = { graph: DrawnGraph; selected: string; url: GraphUrl; write: WriteGraphUrl };

/** The panel of what is selected. */
export function SelectionPanel({ selected, write }: SelectionPanelProps) {
  return (
    <SidePanel label="Selection" title={selected} onClose={() => write({ sel: undefined })}>
      <p className="p-4">{selected}</p>
    </SidePanel>
  );
}
