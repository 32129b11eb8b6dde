import type { DiagnosisAnswer } from '@/lib/protocol/api/diagnosis';
import { EvidenceLink } from './evidence-link';

/** Calls that only suffer from what is wrong elsewhere. */
export function SymptomList({ symptoms }: Pick<DiagnosisAnswer, 'symptoms'>) {
  if (symptoms.length === 0) return null;
  return (
    <section aria-label="Only symptoms" className="min-w-0">
      <h3 className="mb-1.5 text-muted text-xs">Only symptoms</h3>
      <ul className="flex flex-col gap-1 text-sm">
        {symptoms.slice(0, 5).map(({ edge, source, text }) => (
          <li key={`${edge} ${text}`}>
            <EvidenceLink link={{ kind: 'edge', id: edge }}>
              {text}, seen by {source.name}
            </EvidenceLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
