/** One thing that was not taken: when, from whom and why. */
export interface RecentRefusal {
  atMs: number;
  /** `namespace/workload`, or the address of somebody who did not say. */
  agent: string;
  why: string;
}

const MOST = 20;

/** The last refusals, newest first, so that a count of them can be followed to its cause. */
export class RecentRefusals {
  private readonly kept: RecentRefusal[] = [];

  note(refusal: RecentRefusal): void {
    this.kept.unshift(refusal);
    if (this.kept.length > MOST) this.kept.pop();
  }

  list(): readonly RecentRefusal[] {
    return this.kept;
  }
}
