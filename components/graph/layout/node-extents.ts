import type { Extents } from '@/lib/mesh/graph/layout/layout-input';
import { badgeRowWidth } from '../badge/badge-row';
import type { CanvasFonts } from '../canvas/canvas-theme';
import { BOX_SIZE, type NodeLook } from '../look/node-look';
import { measureText } from './measure-text';

/** Sizes of a node's label, pixels: name and chip on one line, the namespace below where no box says it. */
export const LABEL = { line: 16, gap: 6, chipPadding: 4, chipGap: 5, titleMost: 150, chipMost: 80 } as const;
/** From the outline to the arc of errors. */
export const RING_GAP = 4;

/** The size the layout reckons with, pixels: traffic must not move the drawing, and few nodes are larger. */
const NOMINAL_SIZE = 42;

/** Beside each other, names and badges grow against the zoom. */
const BADGE_ROOM = 1.6;

/** Names grow less, since they are as wide as it takes. */
const NAME_ROOM = 1.3;

/** Titles of boxes grow against the zoom. */
const TITLE_ROOM = 1.3;

/** Below a namespace drawn as one box there is always room for what may go wrong in it, which comes and goes with traffic. */
const LONGEST_TROUBLE = '88 degraded';

/** How far a node with its label and so many badges beside it reaches; a box is at least as wide as its title. */
export function nodeExtents(
  look: NodeLook,
  fonts: CanvasFonts,
  boxTitle: string,
  { badges, isRoomy }: { badges: number; isRoomy: boolean },
): Extents {
  const radius = (look.count === '' ? NOMINAL_SIZE : BOX_SIZE) / 2 + RING_GAP + 3;
  const room = isRoomy ? NAME_ROOM : 1;
  const whole = labelWidths(look, fonts).whole * room;
  const below =
    look.count === '' ? measureText(look.subtitle, fonts.subtitle) : troubleWidth(look, fonts) * room;
  const wide = Math.max(radius, whole / 2, below / 2, (TITLE_ROOM * measureText(boxTitle, fonts.box)) / 2);
  const half = Math.ceil(wide) + 2;
  const lines = look.subtitle === '' && look.count === '' ? 1 : 2;
  return {
    left: half,
    right: Math.max(half, Math.ceil(whole / 2 + BADGE_ROOM * badgeRowWidth(badges))),
    top: radius,
    bottom: radius + LABEL.gap + LABEL.line * lines,
  };
}

function troubleWidth({ subtitle }: NodeLook, fonts: CanvasFonts): number {
  return Math.max(measureText(LONGEST_TROUBLE, fonts.subtitle), measureText(subtitle, fonts.subtitle));
}

/** Widths of the first line: all of it, the name, the chip. */
export function labelWidths(
  look: NodeLook,
  fonts: CanvasFonts,
): { whole: number; title: number; chip: number } {
  const title = Math.min(LABEL.titleMost, measureText(look.title, fonts.title));
  const chip =
    look.chip === ''
      ? 0
      : Math.min(LABEL.chipMost, measureText(look.chip, fonts.chip)) + 2 * LABEL.chipPadding;
  return { whole: title + (chip === 0 ? 0 : chip + LABEL.chipGap), title, chip };
}
