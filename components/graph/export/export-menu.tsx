'use client';

import { Download, FileCode, FileJson, ImageDown } from 'lucide-react';
import type { RefObject } from 'react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { IconButton } from '../../ui/icon-button';
import type { CanvasTheme } from '../canvas/canvas-theme';
import type { GraphScene } from '../canvas/graph-scene';
import type { GraphView } from '../canvas/graph-view';
import type { PlatePart } from '../look/edge-look';
import type { DrawnGraph } from '../model/drawn-graph';
import { saveFile } from './save-file';

type ExportMenuProps = {
  view: RefObject<GraphView | null>;
  graph: DrawnGraph;
  scene: GraphScene;
  /** What edges say in place of their own numbers. */
  plates: ReadonlyMap<string, readonly PlatePart[]>;
  theme: CanvasTheme;
  /** File name without its ending. */
  name: string;
};

/** The drawing as a picture, as shapes, or as data: the whole of it, whatever part is in sight. */
export function ExportMenu({ view, graph, scene, plates, theme, name }: ExportMenuProps) {
  const savePng = () =>
    view.current?.exportPng().toBlob((blob) => {
      if (blob !== null) saveFile(blob, `${name}.png`);
    });
  const saveSvg = async () => {
    const { sceneToSvg } = await import('./scene-to-svg');
    saveFile(new Blob([sceneToSvg(scene, theme, plates)], { type: 'image/svg+xml' }), `${name}.svg`);
  };
  const saveJson = () => {
    const { nodes, edges } = graph;
    saveFile(
      new Blob([JSON.stringify({ nodes, edges }, undefined, 2)], { type: 'application/json' }),
      `${name}.json`,
    );
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={Download} label="Save the drawing" />
      </DropdownMenuTrigger>
      <DropdownMenuContent side="right" align="end">
        <DropdownMenuItem onSelect={savePng}>
          <ImageDown aria-hidden />
          Picture (PNG)
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={saveSvg}>
          <FileCode aria-hidden />
          Shapes (SVG)
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={saveJson}>
          <FileJson aria-hidden />
          Data (JSON)
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
