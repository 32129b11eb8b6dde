import type { Agent } from '@/lib/protocol/api/agents';
import { syncState } from './sync-state';

/** What is wrong with an agent, worst first; `tone` as in the badge that says it. */
export interface AgentTrouble {
  tone: 'failing' | 'degraded';
  words: string;
}

/** Share of the buffer from which on loss is near. */
const BUFFER_HIGH = 0.75;

/** Rows the agent lost, all kinds together. */
export function droppedRows({ drops }: Agent): number {
  return drops.points + drops.logs + drops.spans;
}

/** Share of the telemetry buffer in use, 0..1. */
export function bufferShare({ bufferedBytes, bufferLimitBytes }: Agent): number {
  return bufferLimitBytes === 0 ? 0 : Math.min(1, bufferedBytes / bufferLimitBytes);
}

/** Everything about an agent that needs eyes; empty when all is well. */
export function agentTrouble(agent: Agent): AgentTrouble[] {
  const trouble: AgentTrouble[] = [];
  const add = (tone: AgentTrouble['tone'], words: string) => trouble.push({ tone, words });
  if (!agent.connected && agent.state !== 'gone' && agent.state !== 'awaited')
    add('failing', 'The connection to the console is lost.');
  if (agent.nackReason !== null) add('failing', `Configuration refused: ${agent.nackReason}`);
  if (agent.connected && agent.state === 'ready' && !agent.appReady) {
    add('failing', 'The workload’s process does not listen.');
  }
  if (droppedRows(agent) > 0 || agent.drops.batches > 0) add('degraded', describeDrops(agent));
  if (bufferShare(agent) >= BUFFER_HIGH) add('degraded', 'Its telemetry buffer is almost full.');
  if (syncState(agent) === 'Stale') add('degraded', 'A configuration is not acknowledged yet.');
  return trouble;
}

/** The losses of an agent in words: `Lost 12 log lines and 3 spans.` */
export function describeDrops({ drops }: Agent): string {
  const kinds: [number, string, string][] = [
    [drops.points, 'metric point', 'metric points'],
    [drops.logs, 'log line', 'log lines'],
    [drops.spans, 'span', 'spans'],
    [drops.batches, 'batch', 'batches'],
  ];
  const said = kinds.flatMap(([count, one, many]) =>
    count === 0 ? [] : [`${count.toLocaleString('en-US')} ${count === 1 ? one : many}`],
  );
  if (said.length === 0) return 'Lost nothing.';
  const last = said.pop();
  return `Lost ${said.length === 0 ? last : `${said.join(', ')} and ${last}`}.`;
}

/** Order of the table: trouble first, then by name; agents that left come last. */
export function compareAgents(a: Agent, b: Agent): number {
  const weight = (agent: Agent) => {
    if (agent.state === 'gone') return 3;
    const [worst] = agentTrouble(agent);
    return worst === undefined ? 2 : worst.tone === 'failing' ? 0 : 1;
  };
  return (
    weight(a) - weight(b) ||
    `${a.namespace}/${a.workload}/${a.agentId}`.localeCompare(
      `${b.namespace}/${b.workload}/${b.agentId}`,
      'en',
      {
        numeric: true,
      },
    )
  );
}
