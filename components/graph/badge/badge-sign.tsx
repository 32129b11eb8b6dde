import { BADGE_SIGNS, type BadgeKind } from './badge-kind';

const TONES = {
  ok: 'text-ok',
  degraded: 'text-degraded',
  failing: 'text-failing',
  info: 'text-info',
  idle: 'text-idle',
  muted: 'text-muted',
} as const;

/** The sign as it stands on the drawing. */
export function BadgeSign({ kind }: { kind: BadgeKind }) {
  const { path, isFilled = false, tone } = BADGE_SIGNS[kind];
  return (
    <svg viewBox="-8 -8 16 16" className={`size-4.5 shrink-0 ${TONES[tone]}`} aria-hidden="true">
      <circle r="7" fill="none" stroke="currentColor" strokeOpacity="0.5" />
      <path
        d={path}
        fill={isFilled ? 'currentColor' : 'none'}
        stroke={isFilled ? 'none' : 'currentColor'}
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
