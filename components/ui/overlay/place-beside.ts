/** A rectangle of the window, in its pixels. */
export type Box = { left: number; top: number; width: number; height: number };

export type Side = 'top' | 'right' | 'bottom' | 'left';

const GAP = 6;
/** Nothing comes nearer to the edge of the window. */
const MARGIN = 8;

const OPPOSITE: Readonly<Record<Side, Side>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

/** Where something of a size lies beside an anchor: on the wanted side, on the other where there is no room for it. */
export function placeBeside(
  anchor: Box,
  size: { width: number; height: number },
  side: Side,
  view: Box,
): { left: number; top: number } {
  const wanted = on(side, anchor, size);
  const other = on(OPPOSITE[side], anchor, size);
  const { left, top } = !isInside(wanted, size, view) && isInside(other, size, view) ? other : wanted;
  return {
    left: clamp(left, view.left + MARGIN, view.left + view.width - MARGIN - size.width),
    top: clamp(top, view.top + MARGIN, view.top + view.height - MARGIN - size.height),
  };
}

type Place = { left: number; top: number; isAcross: boolean };

function on(side: Side, anchor: Box, size: { width: number; height: number }): Place {
  const middleX = anchor.left + (anchor.width - size.width) / 2;
  const middleY = anchor.top + (anchor.height - size.height) / 2;
  switch (side) {
    case 'top':
      return { left: middleX, top: anchor.top - GAP - size.height, isAcross: false };
    case 'bottom':
      return { left: middleX, top: anchor.top + anchor.height + GAP, isAcross: false };
    case 'left':
      return { left: anchor.left - GAP - size.width, top: middleY, isAcross: true };
    case 'right':
      return { left: anchor.left + anchor.width + GAP, top: middleY, isAcross: true };
  }
}

/** Along the anchor's side it can be moved; only away from the anchor there must be room. */
function isInside(
  { left, top, isAcross }: Place,
  size: { width: number; height: number },
  view: Box,
): boolean {
  return isAcross
    ? left >= view.left + MARGIN && left + size.width <= view.left + view.width - MARGIN
    : top >= view.top + MARGIN && top + size.height <= view.top + view.height - MARGIN;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
