import { CircleCheck, CircleX, Clock, Minus } from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import type { Agent } from '@/lib/protocol/api/agents';
import { explainSync, type SyncState, syncState } from './model/sync-state';

const LOOKS: Readonly<Record<SyncState, { tone: Tone; icon: typeof Clock }>> = {
  SYNCED: { tone: 'ok', icon: CircleCheck },
  STALE: { tone: 'degraded', icon: Clock },
  'NOT SENT': { tone: 'idle', icon: Minus },
  NACK: { tone: 'failing', icon: CircleX },
};

/** The word of `istioctl proxy-status`; what it means on hover. */
export function SyncBadge({ agent }: { agent: Agent }) {
  const state = syncState(agent);
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <span className="flex items-center gap-2" title={explainSync(agent)}>
      <Badge tone={tone}>
        <Icon aria-hidden />
        {state}
      </Badge>
    </span>
  );
}
