import type { ConfigPush } from '@/lib/protocol/api/config-push';
import { StatusDot } from '../../ui/status-dot';

/** How the whole configuration stands with the agents, in one line. */
export function PushSummary({ push }: { push: ConfigPush | undefined }) {
  if (push === undefined) return null;
  const { synced, pending, refused } = push.counts;
  const agents = synced + pending + refused;
  if (agents === 0) return <span className="text-faint text-xs">No agent is connected</span>;
  const tone = refused > 0 ? 'failing' : pending > 0 ? 'degraded' : 'ok';
  return (
    <span
      className="num inline-flex items-center gap-2 text-muted text-xs"
      title={`Revision ${push.revision}`}
    >
      <StatusDot tone={tone} label={refused > 0 ? 'Refused' : pending > 0 ? 'On its way' : 'In step'} />
      {`${synced} of ${agents} agents have the newest configuration`}
      {refused > 0 ? <span className="text-failing">{refused} refused it</span> : null}
    </span>
  );
}
