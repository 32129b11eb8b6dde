/** One `set` or `add` of a header. */
export interface HeaderChange {
  /** Lower case. */
  name: string;
  value: string;
  /** `append` adds a value beside those that are there, `overwrite` replaces them. */
  mode: 'append' | 'overwrite';
}

/** Header operations that happen together: what is removed goes first, then the changes in order, as in Envoy. */
export interface HeaderStage {
  /** Lower case. */
  remove: readonly string[];
  changes: readonly HeaderChange[];
}
