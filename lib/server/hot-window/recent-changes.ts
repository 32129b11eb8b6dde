import type { ChangeLog } from '../../mesh/metrics/kept-counts';

/** Places that are kept at least: who looks every second has missed fewer in any but the largest meshes. */
const KEPT_AT_LEAST = 20_000;

/** The latest changes of some points; who has missed more than it holds has to compare all of them. */
export class RecentChanges implements ChangeLog {
  private first = 0;
  private series: number[] = [];

  /** Notes a change; `points` is how many there are, beyond twice which comparing them costs less. */
  note(series: number, points: number): void {
    if (this.series.length >= Math.max(KEPT_AT_LEAST, 2 * points)) {
      this.first += this.series.length;
      this.series = [];
    }
    this.series.push(series);
  }

  end(): number {
    return this.first + this.series.length;
  }

  since(place: number): readonly number[] | undefined {
    return place < this.first ? undefined : this.series.slice(place - this.first);
  }
}
