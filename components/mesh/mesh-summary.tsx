import { AppLink } from '@/components/ui/app-link';
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
  const awaited = agents.filter(({ state }) => state === 'awaited').length;
  const dropped = agents.reduce((sum, agent) => sum + droppedRows(agent), 0);
  const refused = state?.ingest.refused ?? 0;
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
      {awaited > 0 ? (
        <Badge tone="idle">
          Waiting for {awaited} of {agents.length} agents to come back
        </Badge>
      ) : null}
      {refused > 0 ? (
        <AppLink href="/mesh?view=console">
          <Badge tone="degraded">{refused.toLocaleString('en-US')} refused</Badge>
        </AppLink>
      ) : null}
      {troubled.length === 0 && dropped === 0 && awaited === 0 && refused === 0 && agents.length > 0 ? (
        <Badge tone="ok">All agents well</Badge>
      ) : null}
    </>
  );
}
