import type { Agent as AgentView } from '../../../lib/protocol/api/agents';
import { createTokenSource } from '../../config/token-source';
import { fetchJson } from '../fetch-json';
import { formatTable } from '../format-table';
import { CONSOLE_OPTIONS } from '../options/agent-options';
import { type OptionValues, optional, withDefault } from '../options/option';
import { parseAddress, parseOneOf } from '../options/parse-values';
import { defineVerb, EXIT } from '../verb';

const options = {
  admin: optional(parseAddress, {
    placeholder: 'HOST:PORT',
    help: 'Ask the agent with this admin port instead of the console.',
  }),
  ...CONSOLE_OPTIONS,
  console: { ...CONSOLE_OPTIONS.console, help: 'The console to ask.' },
  output: withDefault(parseOneOf('text', 'json'), {
    placeholder: 'text|json',
    short: 'o',
    fallback: 'text',
    help: 'For people or for programs.',
  }),
} as const;

export const status = defineVerb({
  usage: 'status [--admin HOST:PORT] [--output text|json]',
  description: [
    'Asks the console for every agent it knows, or one agent on its admin port.',
    'SYNC tells whether an agent runs the configuration the console wants it to run: synced, behind, or refused. Why one refused stands below.',
  ],
  options,
  examples: [
    { command: 'meshscope status', explanation: 'all agents of the console on this machine' },
    {
      command: 'meshscope status --admin 127.0.0.1:15020 --output json',
      explanation: 'one agent, for a script',
    },
  ],
  takesCommand: false,
  run: showStatus,
});

async function showStatus(values: OptionValues<typeof options>): Promise<number> {
  const { admin, output } = values;
  if (admin !== undefined) {
    const stats = await fetchJson(`http://${admin.host}:${admin.port}/stats?format=json`, undefined);
    print(output, stats, () =>
      formatTable(Object.entries(stats as object).map(([name, value]) => [name, String(value)])),
    );
    return EXIT.ok;
  }
  const token = await createTokenSource({
    token: values.token,
    tokenFile: values['token-file'],
    consoleUrl: values.console,
    home: values.home,
  })().catch(() => undefined);
  const answer = await fetchJson(`${values.console}/api/agents`, token);
  print(output, answer, () => formatAgents((answer as { agents: AgentView[] }).agents));
  return EXIT.ok;
}

function print(output: 'text' | 'json', value: unknown, format: () => string): void {
  process.stdout.write(output === 'json' ? `${JSON.stringify(value, null, 2)}\n` : format());
}

function formatAgents(agents: readonly AgentView[]): string {
  if (agents.length === 0)
    return 'No agent has connected yet. Start one: meshscope run --name NAME -- COMMAND\n';
  return `${formatTable([
    ['WORKLOAD', 'NAMESPACE', 'STATE', 'SYNC', 'ADDRESS', 'BUFFER', 'DROPPED', 'VERSION', 'AGENT'],
    ...[...agents]
      .sort(compareAgents)
      .map((agent) => [
        agent.workload,
        agent.namespace,
        agent.connected ? agent.state : 'gone',
        syncOf(agent),
        agent.address === '' ? '-' : agent.address,
        `${Math.ceil(agent.bufferedBytes / 1024)} KiB`,
        String(agent.drops.points + agent.drops.logs + agent.drops.spans),
        agent.agentVersion,
        agent.agentId,
      ]),
  ])}${agents.map(formatRefusal).join('')}`;
}

function compareAgents(a: AgentView, b: AgentView): number {
  const name = ({ namespace, workload, agentId }: AgentView) => `${namespace} ${workload} ${agentId}`;
  return name(a) < name(b) ? -1 : 1;
}

/** Why one keeps its last good configuration. */
function formatRefusal({ workload, namespace, nackReason }: AgentView): string {
  return nackReason === null ? '' : `\n${workload}.${namespace} refused its configuration: ${nackReason}\n`;
}

function syncOf(agent: AgentView): string {
  if (agent.nackReason !== null) return 'refused';
  return agent.ackedRevision === agent.wantedRevision ? 'synced' : 'behind';
}
