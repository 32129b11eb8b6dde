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
  return agents.every((agent) => hasTaken(agent, revision));
}

/** How many took it, and one line for each agent that did not: those that refuse it first, then the silent ones. */
export function formatPush(outcome: PushOutcome): string {
  const { agents, revision, elapsedMs } = outcome;
  if (agents.length === 0) return 'no agent is connected; each one gets it when it connects\n';
  const missing = agents.filter((agent) => !hasTaken(agent, revision)).sort((a, b) => rank(a) - rank(b));
  const taken = agents.length - missing.length;
  const head = `${taken} of ${agents.length} agents took it within ${Math.ceil(elapsedMs)} ms\n`;
  if (missing.length === 0) return head;
  return head + formatTable([['WORKLOAD', 'NAMESPACE', 'RESULT'], ...missing.map(formatMissing)]);
}

function formatMissing({ workload, namespace, nackReason }: AgentPush): string[] {
  const result = nackReason === null ? 'no answer yet' : `NACK, keeps its last good one: ${nackReason}`;
  return [workload, namespace, result];
}

function hasTaken({ ackedRevision, nackReason }: AgentPush, revision: number): boolean {
  return nackReason === null && ackedRevision >= revision;
}

function hasAnswered({ ackedRevision, nackReason }: AgentPush, revision: number): boolean {
  return nackReason !== null || ackedRevision >= revision;
}

function rank({ nackReason }: AgentPush): number {
  return nackReason === null ? 1 : 0;
}
