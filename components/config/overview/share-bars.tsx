import { seriesColor } from '../../charts/series-color';

type ShareBarsProps = { shares: readonly { label: string; percent: number }[] };

/** Who gets how much, as bars on one scale. */
export function ShareBars({ shares }: ShareBarsProps) {
  return (
    <ul className="flex flex-col gap-1.5">
      {shares.map(({ label, percent }, index) => (
        <li
          key={label}
          className="grid grid-cols-[minmax(96px,176px)_minmax(0,1fr)_56px] items-center gap-x-4 text-xs"
        >
          <span className="truncate font-mono" title={label}>
            {label}
          </span>
          <span className="h-2 overflow-hidden rounded-full bg-raised">
            <span
              className="block h-full rounded-full transition-[width] duration-150"
              style={{ width: `${percent}%`, background: seriesColor(index) }}
            />
          </span>
          <span className="num text-right">
            {Math.round(percent * 10) / 10} <span className="text-muted">%</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
