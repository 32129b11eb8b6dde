import { formatClock, formatDayTime } from '@/lib/client/format/format-time';
import { timeTicks } from './time-ticks';

type TimeAxisProps = { fromMs: number; toMs: number; left: number; width: number; y: number };

const DAY_MS = 86_400_000;
/** Room for one label. */
const LABEL_PX = 90;
/** A label nearer to the end would be cut off by it. */
const END_PX = 16;

/** Clock times under a drawing. */
export function TimeAxis({ fromMs, toMs, left, width, y }: TimeAxisProps) {
  const print = toMs - fromMs > DAY_MS ? formatDayTime : formatClock;
  const offsetMs = new Date(toMs).getTimezoneOffset() * 60_000;
  return (
    <g className="fill-faint text-2xs" aria-hidden>
      {timeTicks(fromMs, toMs, width / LABEL_PX, offsetMs).map((tick) => {
        const x = left + ((tick - fromMs) / (toMs - fromMs)) * width;
        return (
          <g key={tick}>
            <line x1={x} x2={x} y1={y} y2={y + 4} className="stroke-border-strong" />
            <text x={Math.min(x, left + width - END_PX)} y={y + 15} textAnchor="middle" className="num">
              {print(tick)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
