/** What was written to the address bar and has not come back from the router yet. */
type Written = { path: string; searches: readonly string[] };

const NOTHING: Written = { path: '', searches: [] };

/**
 * The router learns of a new address a moment after it was written. What is shown must not wait: a text field that
 * falls back to the old value between two keys loses letters. The newest writing is shown until the router has it.
 */
export class PendingAddress {
  #written = NOTHING;
  #routed: string | undefined;
  #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get = (): Written => this.#written;

  /** The search to show on a path, given the one the router knows. */
  shown(path: string, routed: string): string {
    return this.#written.path === path ? (this.#written.searches.at(-1) ?? routed) : routed;
  }

  /** Remembers a writing. */
  write(path: string, search: string): void {
    const before = this.#written.path === path ? this.#written.searches : [];
    // Back where the router still is: it may never say so.
    this.#set(search === this.#routed ? NOTHING : { path, searches: [...before, search] });
  }

  /** The router came to a search: ours up to there have arrived; a foreign one ends them all. */
  settle(search: string): void {
    // Said again by a part of the page that has only just appeared.
    if (search === this.#routed) return;
    this.#routed = search;
    const { path, searches } = this.#written;
    if (searches.length === 0) return;
    const at = searches.lastIndexOf(search);
    this.#set(at < 0 || at === searches.length - 1 ? NOTHING : { path, searches: searches.slice(at + 1) });
  }

  /** The reader went back or forward. */
  clear = (): void => this.#set(NOTHING);

  #set(written: Written): void {
    if (written === this.#written) return;
    this.#written = written;
    for (const listener of this.#listeners) listener();
  }
}

/** The one of this page. */
export const pendingAddress = new PendingAddress();
