'use client';

import { useState } from 'react';
import type { AgentPush } from '@/lib/protocol/api/config-push';
import { AppLink } from '../app-link';
import { Badge } from '../badge';
import { Button } from '../button';
import { TimeAgo } from '../time-ago';
import { countFirst } from './count-first';
import { type AgentAnswer, answerOf } from './count-push';

const WORDS: Readonly<Record<AgentAnswer, { label: string; tone: 'ok' | 'degraded' | 'failing' | 'idle' }>> =
  {
    refused: { label: 'Refused', tone: 'failing' },
    waiting: { label: 'On its way', tone: 'degraded' },
    taken: { label: 'Taken', tone: 'ok' },
    offline: { label: 'Not connected', tone: 'idle' },
  };

const ORDER = Object.keys(WORDS);

/** Every agent's answer to a push revision, worst first, with the reason of a refusal. */
export function AgentTable({ agents, pushRevision }: { agents: readonly AgentPush[]; pushRevision: number }) {
  const [isWhole, setWhole] = useState(false);
  const rows = agents
    .map((agent) => ({ agent, answer: answerOf(agent, pushRevision) }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.answer) - ORDER.indexOf(b.answer) || a.agent.workload.localeCompare(b.agent.workload),
    );
  const first = countFirst(rows.map(({ answer }) => answer));
  return (
    <div className="overflow-x-auto rounded-md border border-border">
      <table
        aria-label="Answers of the agents"
        className="w-full min-w-[440px] border-separate border-spacing-0"
      >
        <thead>
          <tr className="text-left text-muted text-xs">
            {['Agent', 'Answer', 'When'].map((name) => (
              <th key={name} scope="col" className="h-8 border-border border-b px-3 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(isWhole ? rows : rows.slice(0, first)).map(({ agent, answer }) => (
            <AgentRow key={agent.agentId} agent={agent} answer={answer} />
          ))}
        </tbody>
      </table>
      {isWhole || first === rows.length ? null : (
        <Button size="sm" tone="ghost" className="m-1" onClick={() => setWhole(true)}>
          Show all {rows.length} agents
        </Button>
      )}
    </div>
  );
}

function AgentRow({ agent, answer }: { agent: AgentPush; answer: AgentAnswer }) {
  const { agentId, workload, namespace, answeredAt, nackReason } = agent;
  const { label, tone } = WORDS[answer];
  return (
    <tr className="hover:bg-raised">
      <th scope="row" className="h-8 border-border/60 border-b px-3 text-left font-normal">
        <AppLink href={`/mesh?agent=${encodeURIComponent(agentId)}`} className="rounded-sm hover:underline">
          {workload} <span className="text-faint">{namespace}</span>
        </AppLink>
      </th>
      <td className="border-border/60 border-b px-3 py-1">
        <Badge tone={tone}>{label}</Badge>
        {nackReason === null || answer !== 'refused' ? null : (
          <p className="max-w-md break-words pt-1 text-failing text-xs">{nackReason}</p>
        )}
      </td>
      <td className="border-border/60 border-b px-3 text-muted text-xs">
        {answeredAt === null ? '–' : <TimeAgo timeMs={answeredAt} />}
      </td>
    </tr>
  );
}
