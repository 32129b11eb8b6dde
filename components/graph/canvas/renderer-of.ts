import type { BoundingBox12, Core, EdgeSingular, NodeSingular } from 'cytoscape';

export type Element = NodeSingular | EdgeSingular;

/** What its types do not tell of cytoscape's own way to draw. */
export type Renderer = {
  drawElement: (context: CanvasRenderingContext2D, element: Element) => void;
  drawCachedElement: (
    context: CanvasRenderingContext2D,
    element: Element,
    ratio: number,
    extent: BoundingBox12,
  ) => void;
  drawLayeredElements: (
    context: CanvasRenderingContext2D,
    elements: ArrayLike<Element>,
    ratio: number,
    extent: BoundingBox12,
  ) => void;
  getCachedZSortedEles: () => ArrayLike<Element>;
};

/** The renderer of a drawing. */
export function rendererOf(cy: Core): Renderer {
  return (cy as unknown as { renderer: () => Renderer }).renderer();
}
