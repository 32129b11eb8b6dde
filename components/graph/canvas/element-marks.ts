import type { Core } from 'cytoscape';
import type { CanvasTheme } from './canvas-theme';
import type { SceneState } from './graph-scene';
import { paintInBatches } from './paint-reduced';
import { rendererOf } from './renderer-of';

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
  paintLit(context: CanvasRenderingContext2D, { lit }: SceneState, theme: CanvasTheme): void {
    if (!this.#isReduced || lit === undefined) return;
    const renderer = rendererOf(this.#cy);
    // A box would cover what is faded in it; its title says that it is lit.
    const bright = Array.from(renderer.getCachedZSortedEles()).filter(
      (element) => lit.has(element.id()) && !element.hasClass('box'),
    );
    context.save();
    paintInBatches(context, bright, theme, (element) => renderer.drawElement(context, element));
    context.restore();
  }

  /** Draws everything as it stands, for a picture. */
  paintAll(context: CanvasRenderingContext2D, { lit }: SceneState): void {
    if (this.#isReduced) this.#cy.batch(() => this.#fade(lit));
    const renderer = rendererOf(this.#cy);
    for (const element of Array.from(renderer.getCachedZSortedEles())) renderer.drawElement(context, element);
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
