import type { AgentPush } from '@/lib/protocol/api/config-push';

export type AgentAnswer = 'taken' | 'waiting' | 'refused' | 'offline';

/** What an agent says of a push revision; one that went on to a later revision has taken it too. */
export function answerOf({ connected, state, ackedRevision }: AgentPush, pushRevision: number): AgentAnswer {
  if (!connected) return 'offline';
  if (ackedRevision >= pushRevision) return 'taken';
  return state === 'refused' ? 'refused' : 'waiting';
}

/** How many connected agents have taken a push revision, and how many refused it. */
export function countPush(
  agents: readonly AgentPush[],
  pushRevision: number,
): { agents: number; taken: number; refused: number } {
  const answers = agents
    .map((agent) => answerOf(agent, pushRevision))
    .filter((answer) => answer !== 'offline');
  return {
    agents: answers.length,
    taken: answers.filter((answer) => answer === 'taken').length,
    refused: answers.filter((answer) => answer === 'refused').length,
  };
}
