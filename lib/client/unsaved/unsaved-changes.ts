/** Pages say here that they hold something that is not saved; whoever leads to another page asks here first. */
export class UnsavedChanges {
  private readonly holders = new Set<symbol>();
  private readonly listeners = new Set<() => void>();
  private pending: (() => void) | undefined;

  /** Whether leaving the page would lose something. */
  get isHeld(): boolean {
    return this.holders.size > 0;
  }

  /** Says that there is something to lose; the answer takes that back. */
  hold(): () => void {
    const holder = Symbol('unsaved');
    this.holders.add(holder);
    return () => {
      this.holders.delete(holder);
    };
  }

  /** Goes at once where nothing is lost; else the question is put first. */
  leave(go: () => void): void {
    if (!this.isHeld) {
      go();
      return;
    }
    this.pending = go;
    this.tell();
  }

  /** Whether the question waits for its answer. */
  readonly isAsking = (): boolean => this.pending !== undefined;

  /** The answer to the question. */
  answer(isLeaving: boolean): void {
    const go = this.pending;
    this.pending = undefined;
    this.tell();
    if (!isLeaving || go === undefined) return;
    this.holders.clear();
    go();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Of the page that is open. */
export const unsavedChanges = new UnsavedChanges();
