import { withOne } from '../metrics/tally';

/** From how many on an array with room to grow is the cheaper one. */
const FEW = 12;

/** A list that is written anew round after round, and knows whether it came out as it was. */
export class KeptList<T> {
  items: T[] = [];
  private taken = 0;
  private isSame = false;

  /** Starts a round; without `isKept` nothing of the last one holds. */
  begin(isKept: boolean): void {
    this.taken = 0;
    this.isSame = isKept;
    if (!isKept) this.items = [];
  }

  /** The next item; what equals the one at its place before is not put in its stead. */
  add(item: T, isEqual: (before: T, now: T) => boolean = Object.is): void {
    const at = this.taken++;
    if (this.isSame) {
      const before = this.items[at];
      if (before === item || (before !== undefined && isEqual(before, item))) return;
      this.changeFrom(at);
    }
    // Most lists have a handful of items: an array that is pushed to keeps room for 17 more.
    if (at < FEW) this.items = withOne(this.items, item);
    else this.items.push(item);
  }

  /** Ends the round; whether all is as it was. */
  end(): boolean {
    if (this.isSame && this.taken < this.items.length) this.changeFrom(this.taken);
    return this.isSame;
  }

  /** What came before still holds, one for one; who took the old list keeps it. */
  private changeFrom(at: number): void {
    this.isSame = false;
    this.items = this.items.slice(0, at);
  }
}
