import { rolloutHref } from '@/lib/client/rollouts/rollout-href';
import type { RolloutItem } from '@/lib/protocol/api/rollouts';
import { AppLink } from '../../ui/app-link';
import { Badge } from '../../ui/badge';
import { TimeAgo } from '../../ui/time-ago';
import { describeProgress, PHASES } from '../model/rollout-phase';
import { WeightBar } from '../signals/weight-bar';

/** One rollout: what, where it stands, why, since when. The whole row leads to its page. */
export function RolloutRow({ rollout }: { rollout: RolloutItem }) {
  const { id, service, stable, canary, phase, canaryPercent, reason, startedAt, startedBy, endedAt } =
    rollout;
  const { label, tone, meaning } = PHASES[phase];
  return (
    <li className="relative grid items-center gap-x-4 gap-y-1.5 px-4 py-3 transition-colors duration-150 hover:bg-raised has-[a:focus-visible]:bg-raised md:grid-cols-[104px_minmax(140px,1fr)_minmax(150px,1fr)_minmax(0,2fr)_150px]">
      <span title={meaning}>
        <Badge tone={tone}>{label}</Badge>
      </span>
      <AppLink
        href={rolloutHref(id)}
        className="min-w-0 truncate font-medium after:absolute after:inset-0 after:content-['']"
      >
        {service.name}{' '}
        <span className="font-mono font-normal text-muted text-xs">{`${stable} → ${canary}`}</span>
        <span className="block font-normal text-faint text-xs">{service.namespace}</span>
      </AppLink>
      <div className="min-w-0">
        <WeightBar stable={stable} canary={canary} canaryPercent={canaryPercent} />
        <span className="num text-faint text-xs">{describeProgress(rollout)}</span>
      </div>
      <p className="line-clamp-2 min-w-0 break-words text-muted">{reason}</p>
      <p className="text-faint text-xs md:text-right">
        <TimeAgo timeMs={endedAt ?? startedAt} />
        <span className="block truncate">by {startedBy}</span>
      </p>
    </li>
  );
}
