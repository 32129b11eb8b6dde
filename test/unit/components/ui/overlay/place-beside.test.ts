import { describe, expect, it } from 'vitest';
import { placeBeside } from '@/components/ui/overlay/place-beside';

const VIEW = { left: 0, top: 0, width: 1_000, height: 600 };
const SIZE = { width: 100, height: 20 };

describe('placeBeside()', () => {
  it('lies on the wanted side, in the middle of it', () => {
    const anchor = { left: 400, top: 300, width: 40, height: 30 };
    expect(placeBeside(anchor, SIZE, 'bottom', VIEW)).toEqual({ left: 370, top: 336 });
    expect(placeBeside(anchor, SIZE, 'top', VIEW)).toEqual({ left: 370, top: 274 });
    expect(placeBeside(anchor, SIZE, 'right', VIEW)).toEqual({ left: 446, top: 305 });
    expect(placeBeside(anchor, SIZE, 'left', VIEW)).toEqual({ left: 294, top: 305 });
  });

  it('lies on the other side where the wanted one has no room', () => {
    expect(placeBeside({ left: 400, top: 570, width: 40, height: 30 }, SIZE, 'bottom', VIEW).top).toBe(544);
    expect(placeBeside({ left: 10, top: 300, width: 40, height: 30 }, SIZE, 'left', VIEW).left).toBe(56);
  });

  it('stays in the window, also where neither side has room', () => {
    expect(placeBeside({ left: 0, top: 300, width: 20, height: 30 }, SIZE, 'bottom', VIEW).left).toBe(8);
    expect(placeBeside({ left: 980, top: 300, width: 20, height: 30 }, SIZE, 'top', VIEW).left).toBe(892);
    const tall = { width: 100, height: 580 };
    expect(placeBeside({ left: 400, top: 300, width: 40, height: 30 }, tall, 'bottom', VIEW).top).toBe(12);
  });
});
