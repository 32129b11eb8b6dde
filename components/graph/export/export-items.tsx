'use client';

import { FileCode, FileJson, ImageDown } from 'lucide-react';
import type { RefObject } from 'react';
import { DropdownMenuItem } from '../../ui/dropdown-menu';
import type { GraphView } from '../canvas/graph-view';
import type { GraphUrl } from '../graph-url';
import type { DrawnGraph } from '../model/drawn-graph';
import { graphToJson, type SavedWindow } from './graph-to-json';
import { saveFile } from './save-file';

export type ExportItemsProps = {
  view: RefObject<GraphView | null>;
  graph: DrawnGraph;
  url: GraphUrl;
  /** The window it shows. */
  shown: SavedWindow;
};

/** As what the drawing can be saved: always the whole of it, whatever part is in sight. */
export function ExportItems({ view, graph, url, shown }: ExportItemsProps) {
  const name = `meshscope-graph-${url.type}-${new Date(shown.to).toISOString().slice(0, 19).replaceAll(':', '')}Z`;
  const savePng = () =>
    view.current?.exportPng().toBlob((blob) => {
      if (blob !== null) saveFile(blob, `${name}.png`);
    });
  const saveSvg = async () => {
    const { sceneToSvg } = await import('./scene-to-svg');
    const frame = view.current?.frame();
    if (frame !== undefined)
      saveFile(new Blob([sceneToSvg(frame)], { type: 'image/svg+xml' }), `${name}.svg`);
  };
  const saveJson = () => {
    const text = graphToJson(graph, url, shown, window.location.href);
    saveFile(new Blob([text], { type: 'application/json' }), `${name}.json`);
  };
  return (
    <>
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
    </>
  );
}
