import type { LucideIcon } from 'lucide-react';
import { ArrowRight, CircleCheck, Hand, Pause, Play, Rocket, TriangleAlert, Undo2 } from 'lucide-react';
import type { Rollout, RolloutMomentEntry } from '@/lib/protocol/api/rollouts';
import { cn } from '../../ui/cn';
import { EmptyState } from '../../ui/empty-state';
import { TimeAgo } from '../../ui/time-ago';
import { TraceLinks } from './trace-links';

const LOOKS: Readonly<Record<RolloutMomentEntry['what'], { Icon: LucideIcon; className: string }>> = {
  started: { Icon: Rocket, className: 'text-info' },
  step: { Icon: ArrowRight, className: 'text-muted' },
  held: { Icon: Hand, className: 'text-degraded' },
  paused: { Icon: Pause, className: 'text-degraded' },
  resumed: { Icon: Play, className: 'text-info' },
  rollback: { Icon: Undo2, className: 'text-failing' },
  promoted: { Icon: CircleCheck, className: 'text-ok' },
  trouble: { Icon: TriangleAlert, className: 'text-failing' },
};

/** What happened, newest first: when, who, at which share, on what evidence. */
export function Story({ rollout: { moments } }: { rollout: Rollout }) {
  if (moments.length === 0) return <EmptyState title="Nothing has happened yet" />;
  return (
    <ol aria-label="Story" className="flex flex-col gap-3">
      {moments
        // As they were written down: several happen in one millisecond.
        .toReversed()
        .map((moment) => (
          <Moment key={`${moment.at} ${moment.what} ${moment.message}`} moment={moment} />
        ))}
    </ol>
  );
}

function Moment({ moment }: { moment: RolloutMomentEntry }) {
  const { at, what, message, who, canaryPercent, verdicts, traceIds } = moment;
  const { Icon, className } = LOOKS[what];
  const failed = verdicts.filter(({ outcome }) => outcome === 'fail');
  return (
    <li className="flex gap-2.5">
      <Icon className={cn('mt-0.5 size-4 shrink-0', className)} aria-hidden />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="break-words">{message}</p>
        {failed
          .filter(({ sentence }) => sentence !== message)
          .map(({ sentence }) => (
            <p key={sentence} className="text-muted text-xs">
              {sentence}
            </p>
          ))}
        <p className="num text-faint text-xs">
          <TimeAgo timeMs={at} /> · {who === 'meshscope' ? 'by itself' : who} · at {Math.round(canaryPercent)}{' '}
          %
        </p>
        <TraceLinks traceIds={traceIds} />
      </div>
    </li>
  );
}
