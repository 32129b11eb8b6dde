import { Badge } from '@/components/ui/badge';
import type { Agent } from '@/lib/protocol/api/agents';
import type { ConsoleState } from '@/lib/protocol/api/console';
import { agentTrouble, droppedRows } from './model/agent-trouble';

type MeshSummaryProps = { agents: readonly Agent[] | undefined; console: ConsoleState | undefined };

/** The state of the machinery in a few words; trouble only when there is some. */
export function MeshSummary({ agents, console: state }: MeshSummaryProps) {
  if (agents === undefined) return null;
  const troubled = agents.filter(
    (agent) => agent.state !== 'gone' && agentTrouble(agent).some(({ tone }) => tone === 'failing'),
  );
  const dropped = agents.reduce((sum, agent) => sum + droppedRows(agent), 0);
  return (
    <>
      {troubled.length > 0 ? (
        <Badge tone="failing">
          {troubled.length} {troubled.length === 1 ? 'agent needs' : 'agents need'} attention
        </Badge>
      ) : null}
      {dropped > 0 ? (
        <Badge tone="degraded">{dropped.toLocaleString('en-US')} rows of telemetry lost</Badge>
      ) : null}
      {state !== undefined && !state.database.connected ? <Badge tone="failing">Database away</Badge> : null}
      {troubled.length === 0 && dropped === 0 && agents.length > 0 ? (
        <Badge tone="ok">All agents well</Badge>
      ) : null}
    </>
  );
}
