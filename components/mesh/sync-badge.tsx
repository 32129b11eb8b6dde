import { CircleCheck, CircleX, Clock, Minus } from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import type { Agent } from '@/lib/protocol/api/agents';
import { explainSync, type SyncState, syncState } from './model/sync-state';

const LOOKS: Readonly<Record<SyncState, { tone: Tone; icon: typeof Clock }>> = {
  Synced: { tone: 'ok', icon: CircleCheck },
  Stale: { tone: 'degraded', icon: Clock },
  'Not sent': { tone: 'idle', icon: Minus },
  Refused: { tone: 'failing', icon: CircleX },
};

/** One word for the state of the configuration; what it means on hover. */
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
