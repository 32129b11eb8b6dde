import type { BadgeKind } from './badge-kind';

/** Badges stand beside the name of a node, in a row of discs; pixels. */
export const BADGE_ROW = { radius: 7, stride: 16, gap: 5 } as const;
/** More would be wider than most names; what is left out is counted. */
const MOST = 4;

/** Which badges are drawn where there is room for so many, and how many a number stands for; alone the most urgent stands. */
export function badgeRow(
  kinds: readonly BadgeKind[],
  room: number = MOST,
): { shown: readonly BadgeKind[]; left: number } {
  if (room === 1) return { shown: kinds.slice(0, 1), left: 0 };
  const shown = kinds.length > room ? kinds.slice(0, room - 1) : kinds;
  return { shown, left: kinds.length - shown.length };
}

/** How many badges a row of such a width has room for: at least one, lest nothing be said. */
export function badgeRoom(width: number): number {
  return Math.max(1, Math.min(MOST, Math.floor((width - BADGE_ROW.gap) / BADGE_ROW.stride)));
}

/** How far the row reaches to the right of the name. */
export function badgeRowWidth(count: number): number {
  return count === 0 ? 0 : BADGE_ROW.gap + Math.min(count, MOST) * BADGE_ROW.stride;
}
