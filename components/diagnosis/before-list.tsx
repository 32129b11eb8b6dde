import type { DiagnosisAnswer } from '@/lib/protocol/api/diagnosis';
import { TimeAgo } from '../ui/time-ago';
import { EvidenceLink } from './evidence-link';

/** What changed just before, the likeliest first. */
export function BeforeList({ changes }: Pick<DiagnosisAnswer, 'changes'>) {
  return (
    <section aria-label="What changed just before" className="min-w-0">
      <h3 className="mb-1.5 text-muted text-xs">What changed just before</h3>
      {changes.length === 0 ? (
        <p className="text-faint text-sm">Nothing that is known: no configuration, rollout or instance.</p>
      ) : (
        <ul className="flex flex-col gap-1 text-sm">
          {changes.slice(0, 5).map(({ atMs, message, evidence }) => (
            <li key={`${atMs} ${message}`} className="flex items-baseline gap-3">
              <TimeAgo timeMs={atMs} className="num w-20 shrink-0 text-faint text-xs" />
              <span className="min-w-0 break-words">
                <EvidenceLink link={evidence.link}>{message}</EvidenceLink>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
