type PlotTipProps = { x: number; y: number; width: number; title: string; note: string };

/** What the pointer is at, beside it and within the plot. */
export function PlotTip({ x, y, width, title, note }: PlotTipProps) {
  const top = Math.max(0, y - 52);
  return (
    <div
      className="pointer-events-none absolute z-10 max-w-80 rounded-md border border-border-strong bg-raised px-2 py-1 text-xs shadow-overlay"
      style={x > width / 2 ? { top, right: width - x + 10 } : { top, left: x + 10 }}
    >
      <div className="truncate font-medium">{title}</div>
      <div className="num text-muted">{note}</div>
    </div>
  );
}
