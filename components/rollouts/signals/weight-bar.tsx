import { cn } from '../../ui/cn';

type WeightBarProps = { stable: string; canary: string; canaryPercent: number; className?: string };

/** How the rule shares between stable and canary. */
export function WeightBar({ stable, canary, canaryPercent, className }: WeightBarProps) {
  return (
    <span className={cn('flex min-w-0 items-center gap-2', className)}>
      <span
        role="img"
        aria-label={`${canary} has ${Math.round(canaryPercent)} %, ${stable} the rest`}
        className="relative h-2 min-w-16 grow overflow-hidden rounded-full bg-series-1/35"
      >
        <span
          className="absolute inset-y-0 left-0 rounded-full bg-series-2 transition-[width] duration-150"
          style={{ width: `${canaryPercent}%` }}
        />
      </span>
      <span className="num w-10 text-right text-xs">{Math.round(canaryPercent)} %</span>
    </span>
  );
}
