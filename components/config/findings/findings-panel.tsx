'use client';

import { CircleCheck } from 'lucide-react';
import { useRuleBook } from '@/lib/client/config/use-rule-book';
import type { Fix } from '@/lib/mesh/rules/finding';
import type { ConfigFinding } from '@/lib/protocol/api/config';
import { Card } from '../../ui/card';
import type { FindingMark } from '../editor/finding-marks';
import { AcknowledgedList } from './acknowledged-list';
import { FindingItem } from './finding-item';

type FindingsPanelProps = {
  /** The text differs from what is stored, whose findings stand elsewhere. */
  isDraft: boolean;
  text: string;
  marks: readonly FindingMark[];
  /** The line the cursor is on: what is wrong there says why. */
  cursorLine: number;
  /** Said in place of a verdict while the text has not been judged. */
  note?: string | undefined;
  onGo: (place: { line: number; column: number }) => void;
  onFix: (finding: ConfigFinding, fix: Fix) => void;
  /** Findings that somebody let stand. */
  acknowledged: readonly ConfigFinding[];
  /** Undefined where nothing is stored yet that could be acknowledged. */
  onAcknowledge?: ((finding: ConfigFinding) => (() => void) | undefined) | undefined;
  onWithdrawn: () => void;
};

/** Everything that is wrong with the text, in its order; what the cursor is on is marked and explained. */
export function FindingsPanel({
  isDraft,
  text,
  marks,
  cursorLine,
  note,
  onGo,
  onFix,
  acknowledged,
  onAcknowledge,
  onWithdrawn,
}: FindingsPanelProps) {
  const book = useRuleBook({ enabled: marks.length > 0 });
  return (
    <Card className="flex min-h-0 flex-col">
      <header className="flex min-h-11 shrink-0 items-center gap-2 border-border border-b px-4">
        <h2 className="text-sm">{isDraft ? 'Findings of the draft' : 'Findings'}</h2>
        <span className="num text-faint text-xs" aria-live="polite">
          {note ?? (marks.length === 0 ? '' : marks.length)}
        </span>
      </header>
      {marks.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-4 text-muted">
          {note === undefined ? (
            <>
              <CircleCheck className="size-4 text-ok" aria-hidden />
              No findings in this text.
            </>
          ) : (
            'Reading the text.'
          )}
        </p>
      ) : (
        <ul className="flex min-h-0 flex-col divide-y divide-border/60 overflow-auto">
          {marks.map((mark) => {
            const place = placeOf(text, mark.from);
            return (
              <FindingItem
                key={`${mark.source} ${mark.from} ${mark.message}`}
                mark={mark}
                line={place.line}
                words={mark.finding === undefined ? undefined : book?.get(mark.finding.rule)}
                isCurrent={place.line === cursorLine}
                onGo={() => onGo(place)}
                onFix={(fix) => (mark.finding === undefined ? undefined : onFix(mark.finding, fix))}
                onAcknowledge={mark.finding === undefined ? undefined : onAcknowledge?.(mark.finding)}
              />
            );
          })}
        </ul>
      )}
      <Acknowledged findings={acknowledged} onWithdrawn={onWithdrawn} />
    </Card>
  );
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function Acknowledged({
  findings,
  onWithdrawn,
}: {
  findings: readonly ConfigFinding[];
  onWithdrawn: () => void;
}) {
  if (findings.length === 0) return null;
  const entries = findings.flatMap(({ key, message, acknowledged }) =>
    acknowledged === undefined ? [] : [{ key, message, ...acknowledged }],
  );
  return (
    <details className="border-border border-t">
      <summary className="cursor-pointer px-4 py-2 text-muted text-xs hover:text-text">
        {findings.length} acknowledged
      </summary>
      <AcknowledgedList entries={entries} onWithdrawn={onWithdrawn} />
    </details>
  );
}
