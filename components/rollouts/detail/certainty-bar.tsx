import type { GateVerdictEntry } from '@/lib/protocol/api/rollouts';
import { cn } from '../../ui/cn';

type CertaintyBarProps = Pick<GateVerdictEntry, 'certainty' | 'required' | 'outcome'>;

/** How sure it is that the canary is worse, with a mark where that condemns it. */
export function CertaintyBar({ certainty, required, outcome }: CertaintyBarProps) {
  const percent = Math.floor(certainty * 1_000) / 10;
  return (
    <div className="flex items-center gap-3">
      <span className="relative h-2 grow rounded-full bg-raised" aria-hidden>
        <span
          className={cn(
            'absolute inset-y-0 left-0 rounded-full transition-[width] duration-150',
            outcome === 'fail' ? 'bg-failing' : 'bg-degraded',
          )}
          style={{ width: `${certainty * 100}%` }}
        />
        <span
          className="-translate-x-1/2 absolute -inset-y-1 w-0.5 rounded-full bg-text"
          style={{ left: `${required * 100}%` }}
        />
      </span>
      <span className="num whitespace-nowrap text-muted text-xs">
        {percent} % sure it is worse; it fails at {Number((required * 100).toFixed(2))} %
      </span>
    </div>
  );
}
