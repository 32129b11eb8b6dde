import type { CanvasTheme } from '../canvas/canvas-theme';

/** The signs a node can carry, the most urgent first. */
export const BADGE_KINDS = [
  'breakerOpen',
  'findingError',
  'rollout',
  'faultInjection',
  'noSidecar',
  'findingWarning',
  'trafficShifting',
  'mirroring',
  'circuitBreaker',
  'requestTimeout',
  'routing',
  'workloadEntry',
] as const;

export type BadgeKind = (typeof BADGE_KINDS)[number];

/** How a sign is drawn, in a square from -5 to 5, and what it says. */
export type BadgeSign = {
  path: string;
  isFilled?: boolean;
  tone: keyof CanvasTheme['tones'] | 'muted';
  words: string;
};

const CIRCLE = 'M3.7 0A3.7 3.7 0 1 1-3.7 0 3.7 3.7 0 1 1 3.7 0z';

/** One table for the canvas, the legend and the panel. */
export const BADGE_SIGNS: Readonly<Record<BadgeKind, BadgeSign>> = {
  breakerOpen: {
    path: 'M-4.2 1.8h2.4M1.8 1.8h2.4M-1.8 1.8 1.2-2.6',
    tone: 'failing',
    words: 'Circuit breaker open: requests were refused in this window',
  },
  findingError: { path: 'M0-3.4v4M0 3v.1', tone: 'failing', words: 'Its configuration has errors' },
  rollout: { path: 'M-3 3 3-3M-.6-3H3v3.6', tone: 'info', words: 'A rollout is under way' },
  faultInjection: { path: `${CIRCLE}M-2.6-2.6 2.6 2.6`, tone: 'degraded', words: 'Faults are injected' },
  noSidecar: {
    path: 'M0-4 3.2-2.6Q3 2.6 0 4.2-3 2.6-3.2-2.6zM-4 4 4-4',
    tone: 'muted',
    words: 'No sidecar: only its peers report its traffic',
  },
  findingWarning: { path: 'M0-3.4v4M0 3v.1', tone: 'degraded', words: 'Its configuration has warnings' },
  trafficShifting: {
    path: 'M-3.6 0h2.2L3-2.8M-1.4 0 3 2.8',
    tone: 'muted',
    words: 'Traffic is split by weight',
  },
  mirroring: {
    path: 'M-3.2-1.7h6M1.2-3.4l1.8 1.7M3.2 1.7h-6M-1.2 3.4-3 1.7',
    tone: 'muted',
    words: 'Requests are mirrored',
  },
  circuitBreaker: {
    path: 'M1.2-4.2-2.8.7H0L-1.2 4.2 2.8-.7H0z',
    isFilled: true,
    tone: 'muted',
    words: 'Guarded by a circuit breaker',
  },
  requestTimeout: { path: `${CIRCLE}M0-2V0l1.6 1.1`, tone: 'muted', words: 'Requests have a timeout' },
  routing: {
    path: 'M-3.8 2.6h1.6C1 2.6-1-2.6 2-2.6h1.8',
    tone: 'muted',
    words: 'Routed by a VirtualService or HTTPRoute',
  },
  workloadEntry: {
    path: 'M-3-3.2h6v2.8h-6zM-3 .6h6v2.8h-6z',
    tone: 'muted',
    words: 'Listed by a WorkloadEntry',
  },
};

/** What deserves a mark even where there is room for few. */
export function isUrgent(kind: BadgeKind): boolean {
  return BADGE_SIGNS[kind].tone !== 'muted' && kind !== 'findingWarning';
}
