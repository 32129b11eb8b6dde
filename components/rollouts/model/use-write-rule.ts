'use client';

import { useState } from 'react';
import { useApplyConfig } from '@/lib/client/config/use-change-config';
import { ClientError } from '@/lib/client/http/client-error';
import { kindNameSchema } from '@/lib/protocol/api/config';
import {
  type ChangeAnswer,
  type ConflictDetails,
  conflictDetailsSchema,
} from '@/lib/protocol/api/config-changes';
import { type ChangedText, joinTexts } from './rule-change';

/** A change that was made on this page, and the way back. */
export type WrittenRule = {
  words: string;
  answer: ChangeAnswer;
  texts: readonly ChangedText[];
  isUndo: boolean;
};

/** Writes a change of a rule, and takes it back; nothing newer is ever overwritten. */
export function useWriteRule() {
  const apply = useApplyConfig();
  const [written, setWritten] = useState<WrittenRule>();
  const write = (texts: readonly ChangedText[], words: string, onWritten: () => void) =>
    apply.mutate(
      {
        yaml: joinTexts(texts.map(({ after }) => after)),
        reason: words,
        expected: Object.fromEntries(texts.map(({ key, version }) => [key, version])),
      },
      {
        onSuccess: (answer) => {
          setWritten({ words, answer, texts, isUndo: false });
          onWritten();
        },
      },
    );
  const undo = ({ answer, texts, words }: WrittenRule, onWritten: () => void) => {
    const versionNow = (key: string) => answer.objects.find((one) => one.key === key)?.version ?? 0;
    const back = texts.map((text) => ({ ...text, before: text.after, after: text.before }));
    apply.mutate(
      {
        yaml: joinTexts(back.filter(({ after }) => after !== '').map(({ after }) => after)),
        reason: `Undo: ${words}`,
        expected: Object.fromEntries(back.map(({ key }) => [key, versionNow(key)])),
        remove: back
          .filter(({ after }) => after === '')
          .map(({ kind, namespace, name }) => ({ kind: kindNameSchema.parse(kind), namespace, name })),
      },
      {
        onSuccess: (undone) => {
          setWritten({ words, answer: undone, texts: back, isUndo: true });
          onWritten();
        },
      },
    );
  };
  return {
    write,
    undo,
    written,
    isWriting: apply.isPending,
    conflict: conflictOf(apply.error),
    error: conflictOf(apply.error) === undefined ? apply.error : null,
    clearError: () => apply.reset(),
  };
}

function conflictOf(error: Error | null): ConflictDetails | undefined {
  if (!(error instanceof ClientError) || error.code !== 'conflict') return undefined;
  return conflictDetailsSchema.safeParse(error.details).data;
}
