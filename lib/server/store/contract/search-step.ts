/** What one step of a search found. Steps go from the newest part of a window to its oldest. */
export interface SearchStep<T> {
  items: T[];
  /** Everything of the window from here on has been looked at. */
  searchedToMs: number;
  /** Where a search goes on behind this step; undefined when the whole window has been looked at. */
  nextCursor: string | undefined;
}
