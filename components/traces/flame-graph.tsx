'use client';

import { useMemo, useState } from 'react';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import { nodeKey } from './model/collapse';
import { type FlameBox, flameBoxes } from './model/flame';
import type { TraceViewProps } from './trace-view-props';

const ROW = 22;
/** Room for a name. */
const NAMED_PERCENT = 2.5;

/** Same calls below the same callers, merged: wide is slow. Click a box to open its longest span. */
export function FlameGraph({ trace, colours, onOpen }: TraceViewProps) {
  const boxes = useMemo(() => flameBoxes(trace), [trace]);
  const [hovered, setHovered] = useState<FlameBox>();
  const levels = boxes.reduce((most, box) => Math.max(most, box.level + 1), 1);
  const open = (box: FlameBox | undefined) => {
    if (box === undefined) return;
    const longest = box.nodes.reduce((a, b) => (b.span.duration_us > a.span.duration_us ? b : a));
    onOpen(nodeKey(longest));
  };
  return (
    <Card className="mb-4 flex h-[calc(100%-1rem)] min-h-80 flex-col">
      <p className="shrink-0 border-border border-b px-4 py-2 text-muted text-xs" aria-live="polite">
        {hovered === undefined
          ? 'Same calls below the same callers are one box; its width is its time. The statistics tab has the numbers.'
          : describeBox(hovered)}
      </p>
      <div className="min-h-0 grow overflow-auto p-2">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the statistics tab is the twin for the keyboard */}
        <div
          role="img"
          aria-label={`Flame graph of ${trace.nodes.length} spans. The statistics tab lists the same as a table.`}
          className="relative cursor-pointer"
          style={{ height: levels * ROW }}
          onClick={(event) => open(boxAt(event.target, boxes))}
          onPointerOver={(event) => setHovered(boxAt(event.target, boxes))}
          onPointerLeave={() => setHovered(undefined)}
        >
          {boxes.map((box, i) => (
            <div
              key={box.key}
              data-box={i}
              className={cn(
                'absolute truncate rounded-[2px] border border-surface border-l-[3px] px-1 text-2xs leading-5 hover:brightness-115',
                box.errors > 0 && 'shadow-[inset_0_-3px_0_var(--failing)]',
              )}
              style={{
                left: `${box.left}%`,
                width: `${box.width}%`,
                top: box.level * ROW,
                height: ROW,
                background: `color-mix(in srgb, ${colours.get(box.service)} 36%, var(--surface))`,
                borderLeftColor: colours.get(box.service),
              }}
            >
              {box.width > NAMED_PERCENT ? (
                <>
                  <span className="font-medium">{box.service}</span> {box.operation}
                </>
              ) : null}
            </div>
          ))}
        </div>
      </div>
    </Card>
  );
}

function boxAt(target: EventTarget, boxes: readonly FlameBox[]): FlameBox | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-box]') : null;
  return element === null ? undefined : boxes[Number(element.dataset.box)];
}

function describeBox(box: FlameBox): string {
  const total = printQuantity(formatDuration(box.totalUs / 1000));
  const self = printQuantity(formatDuration(box.selfUs / 1000));
  const calls = box.nodes.length === 1 ? '1 span' : `${box.nodes.length} spans`;
  const failed = box.errors === 0 ? '' : `, ${box.errors} failed`;
  return `${box.service} ${box.operation}: ${calls}, ${total} together, ${self} of its own${failed}`;
}
