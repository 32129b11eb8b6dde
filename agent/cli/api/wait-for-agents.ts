import { setTimeout as pause } from 'node:timers/promises';
import type { AgentPush, ConfigPush } from '../../../lib/protocol/api/config-push';
import { formatTable } from '../format-table';
import type { ConsoleApi } from './console-api';

const STEP_MS = 40;

/** What became of a revision at the agents. */
export interface PushOutcome {
  revision: number;
  elapsedMs: number;
  agents: AgentPush[];
}

/** Waits until every connected agent has answered `revision`, at most `limitMs`. */
export async function waitForAgents(
  api: ConsoleApi,
  revision: number,
  limitMs: number,
): Promise<PushOutcome> {
  const started = performance.now();
  for (;;) {
    const push = await api.get<ConfigPush>('/api/config/push');
    const agents = push.agents.filter(({ connected }) => connected);
    const elapsedMs = performance.now() - started;
    if (agents.every((agent) => hasAnswered(agent, revision)) || elapsedMs >= limitMs) {
      return { revision, elapsedMs, agents };
    }
    await pause(STEP_MS);
  }
}

/** Whether all of them took it. */
export function isTakenByAll({ agents, revision }: PushOutcome): boolean {
  return agents.every(({ nackReason, ackedRevision }) => nackReason === null && ackedRevision >= revision);
}

/** One line for all, and one for each agent, the refusing ones first. */
export function formatPush(outcome: PushOutcome): string {
  const { agents, revision, elapsedMs } = outcome;
  if (agents.length === 0) return 'No agent is connected; the next one to come gets it.\n';
  const taken = agents.filter((agent) => agent.nackReason === null && agent.ackedRevision >= revision).length;
  const rows = [...agents].sort((a, b) => rank(a) - rank(b)).map((agent) => formatAgent(agent, revision));
  return `${taken} of ${agents.length} agents took it within ${Math.ceil(elapsedMs)} ms\n${formatTable([
    ['WORKLOAD', 'NAMESPACE', 'RESULT'],
    ...rows,
  ])}`;
}

function formatAgent(agent: AgentPush, revision: number): string[] {
  const { workload, namespace, ackedRevision, nackReason } = agent;
  return [workload, namespace, resultOf(nackReason, ackedRevision, revision)];
}

function resultOf(nackReason: string | null, ackedRevision: number, revision: number): string {
  if (nackReason !== null) return `NACK, keeps its last good one: ${nackReason}`;
  return ackedRevision >= revision ? 'ACK' : 'no answer yet';
}

function hasAnswered({ ackedRevision, nackReason }: AgentPush, revision: number): boolean {
  return nackReason !== null || ackedRevision >= revision;
}

function rank({ nackReason }: AgentPush): number {
  return nackReason === null ? 1 : 0;
}
