import type { ReactNode } from 'react';
import type { ConfigPreview } from '@/lib/protocol/api/config-preview';
import { BrokenEdges } from './broken-edges';
import { formatExpected, percentText } from './format-expected';
import { LoadTable } from './load-table';
import { OutcomeBars } from './outcome-bars';
import { OUTCOME_WORDS, SIDE_EFFECT_WORDS } from './outcome-words';

/** Everything that was found out about a change. */
export function PreviewAnswer({ preview }: { preview: ConfigPreview }) {
  const { outcomes, sideEffects, broken, unknown } = preview;
  const services = preview.services.filter(({ host }) => changes(preview, host));
  return (
    <div className="flex flex-col gap-5">
      <div>
        <p className="text-md">{preview.headline}</p>
        <Basis preview={preview} />
      </div>
      {preview.requests === 0 ? null : (
        <Section title="What happens to the requests">
          <OutcomeBars
            bars={[
              ...outcomes.map((one) => ({ ...one, id: one.kind, ...OUTCOME_WORDS[one.kind] })),
              ...sideEffects.map((one) => ({ ...one, id: one.kind, ...SIDE_EFFECT_WORDS[one.kind] })),
            ]}
          />
        </Section>
      )}
      {broken.length === 0 ? null : (
        <Section title="Calls that would break">
          <BrokenEdges edges={broken} />
        </Section>
      )}
      {services.length === 0 ? null : (
        <Section title="Load before and after">
          <LoadTable services={services} load={preview.load} />
        </Section>
      )}
      {unknown.length === 0 ? null : (
        <Section title="Not known from the logs">
          <ul className="flex flex-col gap-1 text-muted text-xs">
            {unknown.map(({ reason, requests }) => (
              <li key={reason}>
                <span className="num text-text">{formatExpected(requests)}</span>: {reason}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

/** How much the answer is worth. */
function Basis({ preview: { requests, lines, isSampled, explained } }: { preview: ConfigPreview }) {
  if (requests === 0) return null;
  const words = [
    isSampled
      ? `Tried on a sample of ${formatExpected(lines)}, with some of every caller and service.`
      : 'Tried on every one of them.',
    explained > 0.9995
      ? "Today's rules explain all that was logged."
      : `Today's rules explain ${percentText(explained)} of what was logged; the rest was decided by earlier ones.`,
  ];
  return <p className="pt-1 text-muted text-xs">{words.join(' ')}</p>;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="pb-2 text-muted text-xs">{title}</h3>
      {children}
    </section>
  );
}

const NOTICEABLE = 0.05;

function changes({ load }: ConfigPreview, host: string): boolean {
  return load.some((one) => one.host === host && Math.abs(one.after - one.before) >= NOTICEABLE);
}
