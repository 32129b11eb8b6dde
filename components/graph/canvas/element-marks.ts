import type { Core, EdgeSingular, NodeSingular } from 'cytoscape';
import type { SceneState } from './graph-scene';

type Element = NodeSingular | EdgeSingular;

const NONE: ReadonlySet<string> = new Set();
/** What is not lit. */
const FADED = '0.2';

/**
 * How what stands out is shown. Giving thousands of elements another style takes half a second, so a reduced drawing fades
 * as a whole, and what is lit is drawn again above it.
 */
export class ElementMarks {
  readonly #cy: Core;
  readonly #stage: HTMLElement;
  readonly #isReduced: boolean;
  /** Ids of the elements that have a class. */
  readonly #marked = new Map<string, ReadonlySet<string>>();

  constructor(cy: Core, stage: HTMLElement, isReduced: boolean) {
    this.#cy = cy;
    this.#stage = stage;
    this.#isReduced = isReduced;
  }

  show({ selected, also, hovered, lit }: SceneState): void {
    this.#cy.batch(() => {
      this.#mark('selected', selected === undefined ? also : new Set([selected, ...also]));
      this.#mark('hovered', hovered === undefined ? NONE : new Set([hovered]));
      if (this.#isReduced) this.#stage.style.opacity = lit === undefined ? '' : FADED;
      else this.#fade(lit);
    });
  }

  /** Draws what is lit of a reduced drawing once more. */
  paintLit(context: CanvasRenderingContext2D, { lit }: SceneState): void {
    if (!this.#isReduced || lit === undefined) return;
    const { drawElements, sorted } = rendererOf(this.#cy);
    context.save();
    // A box would cover what is faded in it; its title says that it is lit.
    drawElements(
      context,
      sorted.filter((element) => lit.has(element.id()) && !element.hasClass('box')),
    );
    context.restore();
  }

  /** Draws everything as it stands, for a picture. */
  paintAll(context: CanvasRenderingContext2D, { lit }: SceneState): void {
    if (this.#isReduced) this.#cy.batch(() => this.#fade(lit));
    const { drawElements, sorted } = rendererOf(this.#cy);
    drawElements(context, sorted);
    if (this.#isReduced) this.#cy.batch(() => this.#fade(undefined));
  }

  /** Exactly these have the class: only what changes is touched. */
  #mark(name: string, ids: ReadonlySet<string>): void {
    for (const id of this.#marked.get(name) ?? NONE)
      if (!ids.has(id)) this.#cy.getElementById(id).removeClass(name);
    for (const id of ids) this.#cy.getElementById(id).addClass(name);
    this.#marked.set(name, ids);
  }

  #fade(lit: ReadonlySet<string> | undefined): void {
    this.#cy.elements().forEach((element) => {
      element.toggleClass('faded', lit !== undefined && !lit.has(element.id()));
    });
  }
}

/** Cytoscape's own way to draw, which its types do not tell of. */
function rendererOf(cy: Core) {
  const renderer = (
    cy as unknown as {
      renderer: () => {
        drawElements: (context: CanvasRenderingContext2D, elements: readonly Element[]) => void;
        getCachedZSortedEles: () => ArrayLike<Element>;
      };
    }
  ).renderer();
  return {
    sorted: Array.from(renderer.getCachedZSortedEles()),
    drawElements: (context: CanvasRenderingContext2D, elements: readonly Element[]) =>
      renderer.drawElements(context, elements),
  };
}
