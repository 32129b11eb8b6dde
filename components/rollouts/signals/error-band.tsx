import { cn } from '../../ui/cn';

type ErrorBandProps = {
  band: { rate: number; low: number; high: number };
  most: number;
  isBad: boolean;
};

/** A rate and how sure it is: the band holds the true rate, the mark is what was seen. */
export function ErrorBand({ band: { rate, low, high }, most, isBad }: ErrorBandProps) {
  const at = (share: number) => `${Math.min(100, (share * 100) / most)}%`;
  return (
    <span aria-hidden className="relative h-3 min-w-24 grow rounded-sm bg-raised">
      <span
        className={cn(
          'absolute inset-y-0.5 rounded-sm transition-[left,right] duration-150',
          isBad ? 'bg-failing/50' : 'bg-idle/40',
        )}
        style={{ left: at(low), right: `calc(100% - ${at(high)})` }}
      />
      <span
        className="-translate-x-1/2 absolute inset-y-0 w-0.5 rounded-full bg-text transition-[left] duration-150"
        style={{ left: at(rate) }}
      />
    </span>
  );
}
