import type { Core } from 'cytoscape';
import type { CanvasTheme } from './canvas-theme';
import { LineBatches } from './paint-lines';
import { type Element, rendererOf } from './renderer-of';

/** Lets a reduced drawing paint its lines in batches: boxes, the lines above them, nodes above those. */
export function paintReduced(cy: Core, theme: () => CanvasTheme): void {
  const renderer = rendererOf(cy);
  renderer.drawLayeredElements = (context, elements, ratio, extent) =>
    paintInBatches(context, elements, theme(), (element) =>
      renderer.drawCachedElement(context, element, ratio, extent),
    );
}

/** Paints elements from the lowest to the highest; `draw` paints one that is no plain line. */
export function paintInBatches(
  context: CanvasRenderingContext2D,
  elements: ArrayLike<Element>,
  theme: CanvasTheme,
  draw: (element: Element) => void,
): void {
  const lines = new LineBatches();
  for (const element of Array.from(elements)) {
    if (lines.take(element)) continue;
    lines.paint(context, theme);
    draw(element);
  }
  lines.paint(context, theme);
}
