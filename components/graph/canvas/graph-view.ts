import cytoscape, { type Core } from 'cytoscape';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import { hasMinimap, MINIMAP_ROOM } from '../minimap/minimap-room';
import type { CanvasTheme } from './canvas-theme';
import { ElementMarks } from './element-marks';
import { fitBesideCorner, fitViewport } from './fit-viewport';
import { EMPTY_SCENE, type GraphScene, PLAIN_STATE, type SceneState } from './graph-scene';
import { type OverlayFrame, paintOverlay } from './paint-overlay';
import { paintReduced } from './paint-reduced';
import { makeStylesheet } from './stylesheet';
import { syncElements } from './sync-elements';
import { TrafficDots } from './traffic-dots';
import { nodeAreas, withNames } from './with-names';

/** What a view tells its owner. */
export type GraphViewEvents = {
  /** `isMore` with Shift or Ctrl: beside what is selected. */
  onSelect: (id: string | undefined, isMore: boolean) => void;
  /** A double click or double tap. */
  onOpen: (id: string) => void;
  onHover: (id: string | undefined) => void;
  /** A node was dragged: called on every step. */
  onDrag: (id: string, at: Point) => void;
  /** It was let go. */
  onDrop: (id: string, at: Point) => void;
  /** Asked for what can be done: with a thing, or with the drawing; pixels of the stage. */
  onMenu: (id: string | undefined, at: Point) => void;
};

type Layers = { stage: HTMLElement; overlay: HTMLCanvasElement; dots: HTMLCanvasElement };

const ZOOM = { least: 0.04, most: 2.5, step: 1.25 };

/** The drawing: cytoscape for shapes, lines and the hand; an overlay for everything written; a layer for moving dots. */
export class GraphView {
  readonly #cy: Core;
  readonly #layers: Layers;
  readonly #marks: ElementMarks;
  readonly #dots: TrafficDots;
  readonly #resize: ResizeObserver;
  #theme: CanvasTheme;
  #scene: GraphScene = EMPTY_SCENE;
  #state: SceneState = PLAIN_STATE;
  #frame: number | undefined;
  #showsBadges = true;
  readonly #watchers = new Set<() => void>();

  constructor(layers: Layers, theme: CanvasTheme, isReduced: boolean, events: GraphViewEvents) {
    this.#layers = layers;
    this.#theme = theme;
    this.#cy = cytoscape({
      container: layers.stage,
      style: makeStylesheet(theme, isReduced),
      layout: { name: 'preset' },
      minZoom: ZOOM.least,
      maxZoom: ZOOM.most,
      boxSelectionEnabled: false,
      autounselectify: true,
      textureOnViewport: isReduced,
      hideEdgesOnViewport: isReduced,
    });
    if (isReduced) paintReduced(this.#cy, () => this.#theme);
    this.#marks = new ElementMarks(this.#cy, layers.stage, isReduced);
    this.#dots = new TrafficDots(layers.dots, () => ({
      cy: this.#cy,
      scene: this.#scene,
      theme: this.#theme,
      state: this.#state,
    }));
    this.#listen(events);
    this.#resize = new ResizeObserver(() => this.#onResize());
    this.#resize.observe(layers.stage);
    this.#isReduced = isReduced;
  }

  readonly #isReduced: boolean;
  /** Nobody moved it since it was fitted: it stays fitted when the stage changes its size. */
  #isFitted = false;

  setScene(scene: GraphScene): void {
    this.#scene = scene;
    syncElements(this.#cy, scene);
    this.#marks.show(this.#state);
    this.requestPaint();
  }

  setState(state: SceneState): void {
    this.#state = state;
    this.#marks.show(this.#state);
    this.requestPaint();
  }

  setTheme(theme: CanvasTheme): void {
    this.#theme = theme;
    this.#cy.style(makeStylesheet(theme, this.#isReduced));
    this.requestPaint();
  }

  setBadges(isShown: boolean): void {
    this.#showsBadges = isShown;
    this.requestPaint();
  }

  setAnimated(isAnimated: boolean): void {
    this.#dots.setRunning(isAnimated && !this.#isReduced);
  }

  /** Shows everything, not larger than it was designed. */
  fit(): void {
    if (this.#cy.elements().empty()) return;
    const { stage } = this.#layers;
    const size = stage.getBoundingClientRect();
    const drawn = this.#cy.elements().boundingBox();
    const first = fitViewport(drawn, size);
    if (first === undefined) return;
    // Names grow when the drawing shrinks, and shrink it a little more.
    const named = withNames(drawn, this.#scene, this.#theme, first.zoom);
    const fitted = hasMinimap(this.#scene.nodes.size, window.innerWidth)
      ? fitBesideCorner(named, size, MINIMAP_ROOM, nodeAreas(this.#scene))
      : fitViewport(named, size);
    this.#cy.viewport(fitted ?? first);
    this.#isFitted = true;
  }

  zoomBy(steps: number): void {
    this.#isFitted = false;
    const { width, height } = this.#layers.stage.getBoundingClientRect();
    const level = this.#cy.zoom() * ZOOM.step ** steps;
    this.#cy.zoom({ level, renderedPosition: { x: width / 2, y: height / 2 } });
  }

  panBy(delta: Point): void {
    this.#isFitted = false;
    this.#cy.panBy(delta);
  }

  /** Pans to a point of the drawing. */
  centreOn(at: Point): void {
    this.#isFitted = false;
    const { width, height } = this.#layers.stage.getBoundingClientRect();
    const zoom = this.#cy.zoom();
    this.#cy.pan({ x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom });
  }

  /** Where an element is on the stage, pixels; the middle of the stage for what is not there. */
  placeOf(id: string | undefined): Point {
    const element = this.#cy.getElementById(id ?? '');
    const { width, height } = this.#layers.stage.getBoundingClientRect();
    if (element.empty()) return { x: width / 2, y: height / 2 };
    const { x1, x2, y1, y2 } = element.renderedBoundingBox();
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  }

  /** Pans just so far that an element is in sight. */
  reveal(id: string): void {
    const element = this.#cy.getElementById(id);
    if (element.empty()) return;
    const box = element.renderedBoundingBox();
    const { width, height } = this.#layers.stage.getBoundingClientRect();
    const overflow = (low: number, high: number, size: number): number =>
      low < 24 ? 24 - low : Math.min(0, size - 24 - high);
    const delta = { x: overflow(box.x1, box.x2, width), y: overflow(box.y1, box.y2, height) };
    if (delta.x !== 0 || delta.y !== 0) this.#cy.panBy(delta);
  }

  /** Calls back whenever the visible part changes, until the returned function is called. */
  watchViewport(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** The visible part of the drawing, in its own coordinates. */
  extent(): { x1: number; y1: number; x2: number; y2: number } {
    return this.#cy.extent();
  }

  /** What is painted over the shapes; all of it in its own size, if not told otherwise. */
  frame(zoom = 1, extent?: OverlayFrame['extent']): OverlayFrame {
    return {
      scene: this.#scene,
      state: this.#state,
      theme: this.#theme,
      zoom,
      extent,
      showsBadges: this.#showsBadges,
      isReduced: this.#isReduced,
    };
  }

  /** The whole drawing as a picture. */
  exportPng(): HTMLCanvasElement {
    const box = withNames(this.#cy.elements().boundingBox(), this.#scene, this.#theme, 1);
    const scale = Math.min(2, 8_000 / Math.max(box.w, box.h, 1));
    const margin = 24;
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil((box.w + 2 * margin) * scale);
    canvas.height = Math.ceil((box.h + 2 * margin) * scale);
    const context = canvas.getContext('2d');
    if (context === null) return canvas;
    context.fillStyle = this.#theme.bg;
    context.fillRect(0, 0, canvas.width, canvas.height);
    return this.#paintPicture(canvas, context, scale, { x: margin - box.x1, y: margin - box.y1 });
  }

  requestPaint(): void {
    this.#frame ??= requestAnimationFrame(() => this.#paint());
  }

  destroy(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    this.#dots.setRunning(false);
    this.#cy.destroy();
  }

  #paintPicture(
    canvas: HTMLCanvasElement,
    context: CanvasRenderingContext2D,
    scale: number,
    shift: Point,
  ): HTMLCanvasElement {
    context.setTransform(scale, 0, 0, scale, shift.x * scale, shift.y * scale);
    this.#marks.paintAll(context, this.#state);
    paintOverlay(context, this.frame());
    return canvas;
  }

  #listen(events: GraphViewEvents): void {
    const cy = this.#cy;
    cy.on('tap', (event) => {
      const { shiftKey = false, ctrlKey = false, metaKey = false } = event.originalEvent ?? {};
      const isMore = shiftKey || ctrlKey || metaKey;
      if (event.target !== cy) events.onSelect(event.target.id(), isMore);
      else if (!isMore) events.onSelect(undefined, false);
    });
    cy.on('cxttap taphold', (event) => {
      const id = event.target === cy ? undefined : event.target.id();
      events.onMenu(id, { ...event.renderedPosition });
    });
    cy.on('dbltap', 'node', (event) => events.onOpen(event.target.id()));
    cy.on('dbltap', 'edge', (event) => events.onOpen(event.target.id()));
    cy.on('mouseover', 'node,edge', (event) =>
      events.onHover(event.target.hasClass('box') ? undefined : event.target.id()),
    );
    cy.on('mouseout', 'node,edge', () => events.onHover(undefined));
    cy.on('drag', 'node', (event) => events.onDrag(event.target.id(), { ...event.target.position() }));
    cy.on('dragfree', 'node', (event) => events.onDrop(event.target.id(), { ...event.target.position() }));
    cy.on('dragpan scrollzoom pinchzoom', () => {
      this.#isFitted = false;
    });
    cy.on('render', () => this.#paint());
    cy.on('viewport', () => this.#tellWatchers());
  }

  #onResize(): void {
    this.#cy.resize();
    if (this.#isFitted) this.fit();
    else if (this.#state.selected !== undefined) this.reveal(this.#state.selected);
    this.requestPaint();
    this.#tellWatchers();
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher();
  }

  #paint(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    const context = fitCanvas(this.#layers.overlay, this.#layers.stage);
    if (context === null) return;
    const zoom = this.#cy.zoom();
    const pan = this.#cy.pan();
    const ratio = window.devicePixelRatio;
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, pan.x * ratio, pan.y * ratio);
    this.#marks.paintLit(context, this.#state, this.#theme);
    paintOverlay(context, this.frame(zoom, this.#cy.extent()));
  }
}

/** Gives the canvas the size of its stage, clears it, and hands out its context. */
export function fitCanvas(canvas: HTMLCanvasElement, stage: HTMLElement): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio;
  const width = Math.round(stage.clientWidth * ratio);
  const height = Math.round(stage.clientHeight * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  context?.setTransform(1, 0, 0, 1, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}
