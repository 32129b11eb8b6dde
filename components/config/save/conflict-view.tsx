'use client';

import { useMemo, useState } from 'react';
import { type MergeChoice, mergedText, mergeTexts } from '@/lib/mesh/config/merge/merge-texts';
import type { ConflictDetails } from '@/lib/protocol/api/config-changes';
import { Button } from '../../ui/button';
import { TimeAgo } from '../../ui/time-ago';
import { YamlDiff } from '../editor/yaml-diff';
import { kindLabel } from '../kind-label';
import { MergeChunks } from './merge-chunks';

type Conflict = ConflictDetails['conflicts'][number];

type ConflictViewProps = {
  conflict: ConflictDetails;
  onBack: () => void;
  /** The merged text by key. */
  onMerged: (texts: Readonly<Record<string, string>>) => void;
};

/** Somebody saved first: shows what both changed, joins what can be joined, and asks about the rest. */
export function ConflictView({ conflict, onBack, onMerged }: ConflictViewProps) {
  const [choices, setChoices] = useState<Readonly<Record<string, Readonly<Record<number, MergeChoice>>>>>({});
  const merges = useMemo(
    () =>
      conflict.conflicts.map((one) => ({
        conflict: one,
        chunks: mergeTexts(one.base ?? one.theirs ?? '', one.yours ?? '', one.theirs ?? ''),
      })),
    [conflict],
  );
  const texts = Object.fromEntries(
    merges.map(({ conflict: { key }, chunks }) => [key, mergedText(chunks, choices[key] ?? {})]),
  );
  return (
    <div className="flex flex-col gap-6">
      {merges.map(({ conflict: one, chunks }) => (
        <section key={one.key} className="flex flex-col gap-3">
          <ConflictFacts conflict={one} />
          <MergeChunks
            label={one.name}
            chunks={chunks}
            choices={choices[one.key] ?? {}}
            onChoose={(index, choice) =>
              setChoices({ ...choices, [one.key]: { ...choices[one.key], [index]: choice } })
            }
          />
          <YamlDiff
            label={`What saving would change in ${one.name}`}
            before={one.theirs ?? ''}
            after={texts[one.key] ?? ''}
          />
        </section>
      ))}
      <div className="flex justify-end gap-2 border-border border-t pt-4">
        <Button onClick={onBack}>Keep editing mine</Button>
        <Button tone="primary" onClick={() => onMerged(texts)}>
          Use the merged text
        </Button>
      </div>
    </div>
  );
}

function ConflictFacts({ conflict }: { conflict: Conflict }) {
  const { kind, namespace, name, expectedVersion, version, author, at, reason, theirs } = conflict;
  return (
    <p>
      <strong className="font-medium">
        {kindLabel(kind)} {namespace}/{name}
      </strong>{' '}
      {theirs === null ? 'was deleted' : `is version ${version} now`} by {author} <TimeAgo timeMs={at} />
      {reason === '' ? '' : ` (“${reason}”)`}; your change is based on version {expectedVersion}. Nothing has
      been overwritten.
    </p>
  );
}
