import { memo } from 'react';

type ScatterMarkProps = { x: number; y: number; isError: boolean; isLarge: boolean };

/** A disc when all went well, a diamond when something failed: told apart without colour. */
export const ScatterMark = memo(function ScatterMark({ x, y, isError, isLarge }: ScatterMarkProps) {
  const r = isLarge ? 6 : 3.5;
  if (isError) {
    const d = r * 1.35;
    return (
      <path
        d={`M${x} ${y - d}L${x + d} ${y}L${x} ${y + d}L${x - d} ${y}Z`}
        className="fill-failing stroke-surface"
        strokeWidth={1}
      />
    );
  }
  return <circle cx={x} cy={y} r={r} className="fill-info/70 stroke-surface" strokeWidth={0.75} />;
});
