'use client';

import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { CanvasTheme } from '../canvas/canvas-theme';
import type { GraphScene, SceneState } from '../canvas/graph-scene';
import type { GraphView } from '../canvas/graph-view';
import { MINIMAP } from './minimap-room';
import { type MapFrame, mapFrame, paintMinimap } from './paint-minimap';

const SIZE = { width: MINIMAP.width, height: MINIMAP.height };

type MinimapProps = {
  view: RefObject<GraphView | null>;
  scene: GraphScene;
  state: SceneState;
  theme: CanvasTheme;
};

/** The whole drawing in the corner, with the part in sight; press or drag to go there. */
export function Minimap({ view, scene, state, theme }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<MapFrame | undefined>(undefined);
  useEffect(() => {
    const paint = () => {
      if (canvas.current === null || view.current === null) return;
      frame.current = mapFrame(scene, SIZE);
      paintMinimap(canvas.current, frame.current, SIZE, {
        scene,
        state,
        theme,
        extent: view.current.extent(),
      });
    };
    paint();
    return view.current?.watchViewport(paint);
  }, [view, scene, state, theme]);
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0 || frame.current === undefined) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { scale, x, y } = frame.current;
    view.current?.centreOn({
      x: (event.clientX - box.left - x) / scale,
      y: (event.clientY - box.top - y) / scale,
    });
  };
  return (
    <canvas
      ref={canvas}
      aria-hidden
      style={SIZE}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
      className="absolute right-3 bottom-3 cursor-pointer touch-none rounded-md border border-border bg-surface/90 max-[700px]:hidden"
    />
  );
}
