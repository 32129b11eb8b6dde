'use client';

import type { MergeChoice, MergeChunk } from '@/lib/mesh/config/merge/merge-texts';
import { cn } from '../../ui/cn';
import { SegmentedControl } from '../../ui/segmented-control';

const CHOICES = [
  { value: 'theirs', label: 'Theirs' },
  { value: 'mine', label: 'Mine' },
  { value: 'both', label: 'Both' },
] as const;

type MergeChunksProps = {
  label: string;
  chunks: readonly MergeChunk[];
  choices: Readonly<Record<number, MergeChoice>>;
  onChoose: (index: number, choice: MergeChoice) => void;
};

/** Every place that both changed, with the three texts of it; the others were joined already. */
export function MergeChunks({ label, chunks, choices, onChoose }: MergeChunksProps) {
  const conflicts = chunks.flatMap((chunk, index) => (chunk.kind === 'conflict' ? [{ chunk, index }] : []));
  const joined = chunks.filter(({ kind }) => kind === 'mine' || kind === 'theirs').length;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        {joined > 0 ? `${joined} ${joined === 1 ? 'change' : 'changes'} of one side only: joined. ` : ''}
        {conflicts.length === 0
          ? 'The changes do not overlap: nothing to decide.'
          : `${conflicts.length} conflicting ${conflicts.length === 1 ? 'change' : 'changes'}: choose what to keep.`}
      </p>
      {conflicts.map(({ chunk, index }, number) => (
        <div key={index} className="rounded-md border border-border">
          <div className="flex items-center justify-between gap-2 border-border border-b px-3 py-1.5">
            <span className="text-xs">Conflict {number + 1}</span>
            <SegmentedControl
              label={`What to keep at conflict ${number + 1} of ${label}`}
              value={choices[index] ?? 'mine'}
              options={CHOICES}
              onChange={(choice) => onChoose(index, choice)}
              className="h-7"
            />
          </div>
          <div className="grid divide-border min-[900px]:grid-cols-3 min-[900px]:divide-x">
            <Side title="Before" lines={chunk.base} />
            <Side title="Theirs" lines={chunk.theirs} isChosen={(choices[index] ?? 'mine') !== 'mine'} />
            <Side title="Mine" lines={chunk.mine} isChosen={(choices[index] ?? 'mine') !== 'theirs'} />
          </div>
        </div>
      ))}
    </div>
  );
}

function Side({
  title,
  lines,
  isChosen = false,
}: {
  title: string;
  lines: readonly string[];
  isChosen?: boolean;
}) {
  return (
    <div className={cn('min-w-0 p-3', isChosen && 'bg-accent/8')}>
      <p className="pb-1 text-faint text-xs">{title}</p>
      <pre className="whitespace-pre-wrap break-words font-mono text-xs">
        {lines.length === 0 ? '(nothing)' : lines.join('\n')}
      </pre>
    </div>
  );
}
