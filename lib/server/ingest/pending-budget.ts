/** Bytes that are received and not yet committed, of all agents together; readers wait while it is used up. */
export class PendingBudget {
  private used = 0;
  private readonly limit: number;
  private readonly waiting = new Set<() => void>();

  constructor(limit: number) {
    this.limit = limit;
  }

  take(bytes: number): void {
    this.used += bytes;
  }

  giveBack(bytes: number): void {
    this.used -= bytes;
    if (this.used > this.limit / 2) return;
    const woken = [...this.waiting];
    this.waiting.clear();
    for (const wake of woken) wake();
  }

  isUsedUp(): boolean {
    return this.used >= this.limit;
  }

  usedBytes(): number {
    return this.used;
  }

  /** Calls `wake` once when half of the budget is free again. */
  onRelief(wake: () => void): void {
    this.waiting.add(wake);
  }
}
