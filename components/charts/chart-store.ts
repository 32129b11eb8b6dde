/** Where the reader points, in time; the brush is the window being dragged. */
export type ChartPointer = {
  hoverMs: number | undefined;
  brush: { startMs: number; endMs: number } | undefined;
};

const NOWHERE: ChartPointer = { hoverMs: undefined, brush: undefined };

/** The pointer shared by the charts of a group. */
export class ChartStore {
  #pointer = NOWHERE;
  #listeners = new Set<() => void>();

  get = (): ChartPointer => this.#pointer;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  hover(hoverMs: number | undefined): void {
    this.#set({ hoverMs, brush: this.#pointer.brush });
  }

  startBrush(atMs: number): void {
    this.#set({ hoverMs: atMs, brush: { startMs: atMs, endMs: atMs } });
  }

  moveBrush(atMs: number): void {
    const { brush } = this.#pointer;
    if (brush !== undefined) this.#set({ hoverMs: atMs, brush: { ...brush, endMs: atMs } });
  }

  /** Ends the drag and says what window it covered. */
  endBrush(): { fromMs: number; toMs: number } | undefined {
    const { brush, hoverMs } = this.#pointer;
    this.#set({ hoverMs, brush: undefined });
    if (brush === undefined) return undefined;
    return { fromMs: Math.min(brush.startMs, brush.endMs), toMs: Math.max(brush.startMs, brush.endMs) };
  }

  #set(pointer: ChartPointer): void {
    this.#pointer = pointer;
    for (const listener of this.#listeners) listener();
  }
}
