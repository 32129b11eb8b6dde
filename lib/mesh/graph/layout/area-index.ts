import { type Area, overlap } from './scene';

const CELL = 128;
/** Rows a column; what lies farther away shares a cell with something else, which costs time and changes nothing. */
const ROWS = 65_536;

/** Rectangles by the cells of a coarse grid they touch: what covers one is found among its neighbours alone. */
export class AreaIndex {
  readonly #cells = new Map<number, Area[]>();

  add(area: Area): void {
    for (const key of cellsOf(area)) {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [area]);
      else cell.push(area);
    }
  }

  /** Whether nothing in it covers a part of the area. */
  isFree(area: Area): boolean {
    for (const key of cellsOf(area)) {
      for (const other of this.#cells.get(key) ?? []) if (overlap(area, other)) return false;
    }
    return true;
  }

  /** How much of what is in it covers a part of the area. */
  countOver(area: Area): number {
    const hits = new Set<Area>();
    for (const key of cellsOf(area)) {
      for (const other of this.#cells.get(key) ?? []) if (overlap(area, other)) hits.add(other);
    }
    return hits.size;
  }
}

function cellsOf({ left, right, top, bottom }: Area): number[] {
  const keys: number[] = [];
  const last = { column: Math.floor(right / CELL), row: Math.floor(bottom / CELL) };
  for (let column = Math.floor(left / CELL); column <= last.column; column += 1) {
    for (let row = Math.floor(top / CELL); row <= last.row; row += 1) keys.push(column * ROWS + row);
  }
  return keys;
}
