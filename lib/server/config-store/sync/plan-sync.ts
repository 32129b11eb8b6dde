/** Who is right when a directory and the store differ: the directory, the store, or whoever changed. */
export type SyncMode = 'source' | 'mirror' | 'both';

/** What the three sides say of one object; undefined where it is not there. */
export interface SyncSides {
  /** The text in the directory, or its hash, as it would be stored. */
  directory: string | undefined;
  store: string | undefined;
  /** What both said when they last agreed. */
  base: string | undefined;
}

/** What is to be done with one object. */
export type SyncAct = 'agree' | 'apply' | 'remove' | 'write' | 'unlink' | 'leave' | { conflict: string };

/** Decides for one object; whatever both sides changed, or the side that is not asked, is left as it is and told. */
export function planSync({ directory, store, base }: SyncSides, mode: SyncMode): SyncAct {
  if (directory === store) return 'agree';
  const isDirectoryChanged = directory !== base;
  const isStoreChanged = store !== base;
  if (base === undefined) return planFirst(directory, store, mode);
  if (isDirectoryChanged && isStoreChanged) {
    return { conflict: 'changed in the directory and in the configuration; make both say the same' };
  }
  if (isDirectoryChanged) {
    if (mode !== 'mirror') return directory === undefined ? 'remove' : 'apply';
    // A mirror that lost a file gets it back; an edited one is somebody's work.
    return directory === undefined
      ? 'write'
      : { conflict: 'edited in the directory, which is a mirror; the edit is not taken over' };
  }
  if (mode === 'source') {
    return { conflict: 'changed in the configuration, whose source is the directory; change the file' };
  }
  return store === undefined ? 'unlink' : 'write';
}

/** Objects that were never in step. */
function planFirst(directory: string | undefined, store: string | undefined, mode: SyncMode): SyncAct {
  if (directory === undefined) return mode === 'source' ? 'leave' : 'write';
  if (mode === 'source') return 'apply';
  if (mode === 'mirror') return { conflict: 'not in the configuration like this; the directory is a mirror' };
  return store === undefined
    ? 'apply'
    : { conflict: 'different in the directory and in the configuration; make both say the same' };
}
