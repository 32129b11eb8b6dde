import type { PreviewOutcomeKind, PreviewSideEffect } from '@/lib/protocol/api/config-preview';

type Words = {
  label: string;
  /** A token of the theme. */
  color: string;
};

/** What becomes of requests, and the colour it has everywhere. */
export const OUTCOME_WORDS: Readonly<Record<PreviewOutcomeKind, Words>> = {
  same: { label: 'As before', color: 'var(--idle)' },
  moved: { label: 'Other destination', color: 'var(--accent)' },
  matched: { label: 'Newly routed', color: 'var(--ok)' },
  allowed: { label: 'Newly allowed', color: 'var(--ok)' },
  denied: { label: 'Newly denied', color: 'var(--failing)' },
  unmatched: { label: 'No route any more (404)', color: 'var(--failing)' },
  unavailable: { label: 'Nobody to answer (503)', color: 'var(--failing)' },
  blocked: { label: 'Blocked', color: 'var(--failing)' },
  'timed-out': { label: 'Cut off by the timeout', color: 'var(--degraded)' },
  aborted: { label: 'Injected fault', color: 'var(--degraded)' },
  redirected: { label: 'Redirected', color: 'var(--info)' },
  answered: { label: 'Answered by the proxy', color: 'var(--info)' },
  unknown: { label: 'Not known from the logs', color: 'var(--faint)' },
};

/** What else happens to requests. */
export const SIDE_EFFECT_WORDS: Readonly<Record<PreviewSideEffect, Words>> = {
  rewritten: { label: 'Path or host rewritten', color: 'var(--info)' },
  mirrored: { label: 'Copied by a mirror', color: 'var(--info)' },
  delayed: { label: 'Delayed by a fault', color: 'var(--degraded)' },
};
