import type { ReactNode } from 'react';
import type { TimelineMarkKind } from '@/lib/protocol/api/timeline';

/** The sign of a kind of mark: told apart by shape, not by colour alone. */
export function MarkSign({ kind }: { kind: TimelineMarkKind }) {
  return (
    <svg viewBox="0 0 10 10" className={`size-2.5 ${SIGNS[kind].tone}`} aria-hidden="true">
      {SIGNS[kind].shape}
    </svg>
  );
}

const SIGNS: Readonly<Record<TimelineMarkKind, { tone: string; shape: ReactNode }>> = {
  incident: {
    tone: 'text-failing',
    shape: <path d="M2 2l6 6M8 2l-6 6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  },
  rollout: { tone: 'text-info', shape: <path d="M5 1 9 9H1z" fill="currentColor" /> },
  config: { tone: 'text-text', shape: <path d="M5 .5 9.5 5 5 9.5.5 5z" fill="currentColor" /> },
  version: { tone: 'text-info', shape: <circle cx="5" cy="5" r="3.5" fill="currentColor" /> },
  'agent-left': {
    tone: 'text-degraded',
    shape: <path d="M1.5 3.5h7L5 8z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  },
  'agent-joined': {
    tone: 'text-muted',
    shape: <path d="M1.5 6.5h7L5 2z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  },
};
