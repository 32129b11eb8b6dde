import { StatusDot } from '../../ui/status-dot';
import type { ObjectPush } from './push-of';

/** One line: taken by all, on its way, or refused. */
export function PushCell({ push }: { push: ObjectPush | undefined }) {
  if (push === undefined) return <span className="text-faint">–</span>;
  const { agents, taken, refused } = push;
  if (agents === 0) return <span className="text-faint text-xs">No agent connected</span>;
  const tone = refused > 0 ? 'failing' : taken < agents ? 'degraded' : 'ok';
  const words = refused > 0 ? 'Refused by some' : taken < agents ? 'On its way' : 'Taken by all';
  return (
    <span className="num inline-flex items-center gap-2 text-muted text-xs">
      <StatusDot tone={tone} label={words} />
      {refused > 0 ? `${refused} refused` : `${taken} of ${agents}`}
    </span>
  );
}
