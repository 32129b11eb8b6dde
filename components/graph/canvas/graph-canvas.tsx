'use client';

import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import type { CanvasTheme } from './canvas-theme';
import type { GraphScene, SceneState } from './graph-scene';
import { GraphView, type GraphViewEvents } from './graph-view';

type GraphCanvasProps = GraphViewEvents & {
  scene: GraphScene;
  state: SceneState;
  theme: CanvasTheme;
  /** Straight lines and fewer repaints for large graphs. */
  isReduced: boolean;
  isAnimated: boolean;
  showsBadges: boolean;
  label: string;
  onKeyDown: (event: KeyboardEvent) => void;
  /** Filled with the view while the canvas stands. */
  view: RefObject<GraphView | null>;
};

/** The canvas and its keyboard; everything on it exists as text in the table twin. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { scene, state, theme, isReduced, isAnimated, showsBadges, label, onKeyDown, view } = props;
  const root = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const dots = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (stage.current === null || overlay.current === null || dots.current === null) return;
    const made = new GraphView(
      { stage: stage.current, overlay: overlay.current, dots: dots.current },
      latest.current.theme,
      isReduced,
      {
        onSelect: (id, isMore) => latest.current.onSelect(id, isMore),
        onOpen: (id) => latest.current.onOpen(id),
        onHover: (id) => latest.current.onHover(id),
        onDrag: (id, at) => latest.current.onDrag(id, at),
        onDrop: (id, at) => latest.current.onDrop(id, at),
        onMenu: (id, at) => latest.current.onMenu(id, at),
      },
    );
    made.setScene(latest.current.scene);
    made.setState(latest.current.state);
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [isReduced, view]);

  useHotkey('c', 'To the drawing', () => root.current?.focus({ preventScroll: true }));

  useEffect(() => view.current?.setScene(scene), [view, scene]);
  useEffect(() => view.current?.setState(state), [view, state]);
  useEffect(() => view.current?.setTheme(theme), [view, theme]);
  useEffect(() => view.current?.setBadges(showsBadges), [view, showsBadges]);
  useEffect(() => view.current?.setAnimated(isAnimated), [view, isAnimated]);

  const layer = 'pointer-events-none absolute inset-0 size-full';
  return (
    <div
      ref={root}
      role="application"
      aria-label={label}
      aria-describedby="graph-keys"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application has keys of its own
      tabIndex={0}
      onKeyDown={onKeyDown}
      // The drawing takes the mouse for itself, and would leave the keyboard where it was.
      onPointerDown={(event) => event.currentTarget.focus({ preventScroll: true })}
      onContextMenu={(event) => event.preventDefault()}
      className="absolute inset-0 outline-none focus-visible:outline-2 focus-visible:outline-accent focus-visible:-outline-offset-2"
    >
      <div ref={stage} className="size-full" data-testid="graph-stage" />
      <canvas ref={dots} className={layer} aria-hidden />
      <canvas ref={overlay} className={layer} aria-hidden />
      <p id="graph-keys" className="sr-only">
        Arrows move along edges, with Shift they select beside, Enter opens, the menu key says what can be
        done, Escape clears, plus and minus zoom, f fits. The table shows the same as text.
      </p>
    </div>
  );
}
