'use client';

import { useState } from 'react';
import { useUnsaved } from '@/lib/client/unsaved/use-unsaved';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { kindLabel } from '../kind-label';
import type { ChangeSet } from '../save/change-set';

/** A text that is being changed, and the version it began from. */
type Draft = { text: string; base: string; version: number };

export type DraftText = {
  text: string;
  isChanged: boolean;
  /** The version the draft is based on; another one may be stored by now. */
  version: number;
  write: (text: string) => void;
  drop: () => void;
  change: () => ChangeSet;
  /** Goes on from what is stored now, after a merge. */
  rebase: (merged: ChangeSet, key: string) => void;
};

/** The reader's own text of an object, kept apart from what others store meanwhile. */
export function useDraftText(detail: ConfigDetail): DraftText {
  const [draft, setDraft] = useState<Draft>();
  const current = draft ?? { text: detail.yaml, base: detail.yaml, version: detail.version };
  const isChanged = current.text !== current.base;
  useUnsaved(isChanged);
  return {
    text: current.text,
    isChanged,
    version: current.version,
    write: (text) => setDraft(text === current.base ? undefined : { ...current, text }),
    drop: () => setDraft(undefined),
    change: () => ({
      namespace: detail.namespace,
      expected: { [detail.key]: current.version },
      texts: [
        {
          label: `${kindLabel(detail.kind)} ${detail.namespace}/${detail.name}`,
          before: current.base,
          after: current.text,
        },
      ],
    }),
    rebase: ({ texts, expected }, key) => {
      const [text] = texts;
      if (text !== undefined) {
        setDraft({ text: text.after, base: text.before, version: expected[key] ?? current.version });
      }
    },
  };
}
