import { ChevronRight } from 'lucide-react';
import type { DiagnosedHypothesis } from '@/lib/protocol/api/diagnosis';
import { Badge } from '../ui/badge';
import { CAUSE_WORDS, FAULT_WORDS } from './cause-words';
import { EvidenceLink } from './evidence-link';
import { ScoreBars } from './score-bars';
import { Sentence } from './sentence';

type HypothesisItemProps = { hypothesis: DiagnosedHypothesis; rank: number };

/** One explanation: its sentence, and folded below it how it scores and what speaks for it. */
export function HypothesisItem({ hypothesis, rank }: HypothesisItemProps) {
  const { cause, culprit, fault, score, parts, evidence, sentence } = hypothesis;
  return (
    <li className="border-border border-t first:border-t-0">
      <details open={rank === 1} className="group">
        <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 transition-colors duration-150 hover:bg-raised focus-visible:-outline-offset-2">
          <ChevronRight
            aria-hidden
            className="size-3.5 shrink-0 self-center text-faint transition-transform duration-150 group-open:rotate-90 motion-reduce:transition-none"
          />
          <span className="num w-4 text-faint">{rank}</span>
          <span className="min-w-0 font-medium">{CAUSE_WORDS[cause]}</span>
          <span className="min-w-0 truncate text-muted">{culprit.name}</span>
          <Badge>for {FAULT_WORDS[fault]}</Badge>
          <span className="num ml-auto text-muted" title="Sum of the parts, at most 100">
            {Math.round(score * 100)}
            <span className="text-faint"> of 100 points</span>
          </span>
        </summary>
        <div className="flex flex-col gap-3 px-4 pb-4 sm:pl-14">
          {rank === 1 ? null : (
            <p className="max-w-3xl">
              <Sentence parts={sentence} />
            </p>
          )}
          <ScoreBars parts={parts} />
          <ul aria-label="Evidence" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {evidence.map(({ text, link }) => (
              <li key={text} className={link === undefined ? 'text-muted' : ''}>
                <EvidenceLink link={link}>{text}</EvidenceLink>
              </li>
            ))}
          </ul>
        </div>
      </details>
    </li>
  );
}
