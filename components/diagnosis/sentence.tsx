import { Fragment } from 'react';
import { formatAbsolute, formatClock } from '@/lib/client/format/format-time';
import type { DiagnosedHypothesis } from '@/lib/protocol/api/diagnosis';
import { EvidenceLink } from './evidence-link';

/** One plain sentence; each part that can be checked is a link to its evidence. */
export function Sentence({ parts }: { parts: DiagnosedHypothesis['sentence'] }) {
  return (
    <>
      {parts.map(({ text, atMs, link }, index) => (
        // The pieces of one sentence never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no other identity
        <Fragment key={index}>
          <EvidenceLink link={link}>
            {atMs === undefined ? (
              text
            ) : (
              <time dateTime={new Date(atMs).toISOString()} title={formatAbsolute(atMs)} className="num">
                {formatClock(atMs)}
              </time>
            )}
          </EvidenceLink>
        </Fragment>
      ))}
    </>
  );
}
