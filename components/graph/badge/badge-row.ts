import type { BadgeKind } from './badge-kind';

/** Badges stand beside the name of a node, in a row of discs; pixels. */
export const BADGE_ROW = { radius: 7, stride: 16, gap: 5 } as const;
/** More would be wider than most names; what is left out is counted. */
const MOST = 4;

/** Which badges are drawn, and how many a number stands for. */
export function badgeRow(kinds: readonly BadgeKind[]): { shown: readonly BadgeKind[]; left: number } {
  const shown = kinds.length > MOST ? kinds.slice(0, MOST - 1) : kinds;
  return { shown, left: kinds.length - shown.length };
}

/** How far the row reaches to the right of the name. */
export function badgeRowWidth(count: number): number {
  return count === 0 ? 0 : BADGE_ROW.gap + Math.min(count, MOST) * BADGE_ROW.stride;
}
