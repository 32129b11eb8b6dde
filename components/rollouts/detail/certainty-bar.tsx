import type { ReadingGate } from '@/lib/mesh/rollout/judge/gate';
import type { GateVerdictEntry } from '@/lib/protocol/api/rollouts';
import { cn } from '../../ui/cn';

type CertaintyBarProps = Pick<GateVerdictEntry, 'certainty' | 'required' | 'outcome' | 'gate'>;

/** How sure it is that the canary is worse, or how much of what is tolerated is used up; with a mark where it fails. */
export function CertaintyBar({ certainty, required, outcome, gate }: CertaintyBarProps) {
  const words = 'failures' in gate ? describeUsed(certainty, gate) : describeCertainty(certainty, required);
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
      <span className="num whitespace-nowrap text-muted text-xs">{words}</span>
    </div>
  );
}

function describeCertainty(certainty: number, required: number): string {
  const percent = Math.floor(certainty * 1_000) / 10;
  return `${percent} % sure it is worse; it fails at ${Number((required * 100).toFixed(2))} %`;
}

function describeUsed(certainty: number, { failures, isShared }: ReadingGate): string {
  const used = Math.round(certainty * failures);
  const what = isShared === true ? 'failed check' : 'bad reading';
  return `${used} ${what}${used === 1 ? '' : 's'}; it fails at ${failures.toLocaleString('en-US')}`;
}
