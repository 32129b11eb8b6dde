type ValueTickProps = { left: number; width: number; y: number; label: string };

/** A line across a plot and, left of it, the value it stands for. */
export function ValueTick({ left, width, y, label }: ValueTickProps) {
  return (
    <g aria-hidden className="fill-faint text-2xs">
      <line x1={left} x2={left + width} y1={y} y2={y} className="stroke-border" />
      <text x={left - 8} y={y + 4} textAnchor="end" className="num">
        {label}
      </text>
    </g>
  );
}
