'use client';

import { CheckCheck, ExternalLink, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuleWords } from '@/lib/client/config/use-rule-book';
import type { Fix } from '@/lib/mesh/rules/finding';
import { fixesOf } from '@/lib/mesh/rules/fixes-of';
import { Button } from '../../ui/button';
import { cn } from '../../ui/cn';
import { SeverityIcon } from '../../ui/severity-icon';
import type { FindingMark } from '../editor/finding-marks';

export type FindingItemProps = {
  mark: FindingMark;
  line: number;
  words: RuleWords | undefined;
  isCurrent: boolean;
  onGo: () => void;
  onFix?: ((fix: Fix) => void) | undefined;
  onAcknowledge?: (() => void) | undefined;
};

/** One problem: what is wrong, where, why it matters, and the way out. */
export function FindingItem({ mark, line, words, isCurrent, onGo, onFix, onAcknowledge }: FindingItemProps) {
  const { severity, message, source, finding } = mark;
  return (
    <li
      aria-current={isCurrent ? 'true' : undefined}
      className={cn(
        'flex flex-col gap-1 border-transparent border-l-2 px-4 py-2',
        isCurrent && 'border-accent bg-accent/8',
      )}
    >
      <div className="flex items-start gap-2">
        <SeverityIcon severity={severity} className="mt-1" />
        <button
          type="button"
          onClick={onGo}
          className="min-w-0 grow break-words rounded-sm text-left text-sm hover:underline"
        >
          {message}
        </button>
        <span className="num shrink-0 text-faint text-xs">line {line}</span>
      </div>
      {isCurrent && words !== undefined ? <p className="pl-5.5 text-muted text-xs">{words.why}</p> : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pl-5.5 text-faint text-xs">
        {source === '' ? null : <span className="font-mono text-2xs">{source}</span>}
        {words === undefined ? null : (
          <a
            href={words.docs}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 rounded-sm hover:text-text hover:underline"
          >
            About this
            <ExternalLink className="size-3" aria-hidden />
          </a>
        )}
      </div>
      <Acts>
        {finding === undefined || onFix === undefined
          ? null
          : fixesOf(finding).map((fix) => (
              <Button key={fix.title} size="sm" onClick={() => onFix(fix)}>
                <Wrench aria-hidden />
                {fix.title}
              </Button>
            ))}
        {onAcknowledge === undefined || !isCurrent ? null : (
          <Button size="sm" tone="ghost" onClick={onAcknowledge}>
            <CheckCheck aria-hidden />
            Acknowledge
          </Button>
        )}
      </Acts>
    </li>
  );
}

function Acts({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2 pl-5.5 empty:hidden">{children}</div>;
}
