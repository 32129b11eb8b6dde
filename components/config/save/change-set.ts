import type { ConfigObjectName } from '@/lib/protocol/api/config';

/** One text that is to be stored, beside what is stored now. */
export interface ChangedText {
  /** `VirtualService bookinfo/reviews`. */
  label: string;
  /** Empty for a new object. */
  before: string;
  after: string;
}

/** What somebody is about to store: all of it or nothing. */
export interface ChangeSet {
  texts: readonly ChangedText[];
  /** For objects that name no namespace. */
  namespace: string;
  /** By key, the version each change is based on; 0 for what must not be there yet. */
  expected: Readonly<Record<string, number>>;
  remove?: readonly ConfigObjectName[];
}

/** The one YAML text of a set, as the console stores it. */
export function changeText({ texts }: ChangeSet): string {
  return texts
    .filter(({ after }) => after.trim() !== '')
    .map(({ after }) => (after.endsWith('\n') ? after : `${after}\n`))
    .join('---\n');
}
