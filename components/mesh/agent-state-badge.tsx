import { CircleCheck, CircleDashed, CircleSlash, Hourglass, Unplug } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Agent } from '@/lib/protocol/api/agents';

/** Whether an agent is there and carries traffic: word, icon and colour. */
export function AgentStateBadge({ agent }: { agent: Agent }) {
  if (agent.state === 'gone') {
    return (
      <Badge tone="idle">
        <CircleSlash aria-hidden />
        Left
      </Badge>
    );
  }
  if (agent.state === 'awaited') {
    return (
      <Badge tone="idle">
        <Hourglass aria-hidden />
        Waiting
      </Badge>
    );
  }
  if (!agent.connected) {
    return (
      <Badge tone="failing">
        <Unplug aria-hidden />
        Disconnected
      </Badge>
    );
  }
  if (agent.state === 'draining') {
    return (
      <Badge tone="info">
        <Hourglass aria-hidden />
        Draining
      </Badge>
    );
  }
  if (agent.state === 'starting') {
    return (
      <Badge tone="info">
        <CircleDashed aria-hidden />
        Starting
      </Badge>
    );
  }
  return (
    <Badge tone={agent.appReady ? 'ok' : 'failing'}>
      {agent.appReady ? <CircleCheck aria-hidden /> : <CircleDashed aria-hidden />}
      {agent.appReady ? 'Ready' : 'App silent'}
    </Badge>
  );
}
