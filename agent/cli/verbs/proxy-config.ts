import type { AgentProxyAnswer } from '../../../lib/protocol/api/agent-proxy';
import type { Agent as AgentView } from '../../../lib/protocol/api/agents';
import type { ProxyView } from '../../../lib/protocol/ingest/proxy-view';
import { type ConsoleApi, createConsoleApi } from '../api/console-api';
import { formatTable } from '../format-table';
import { API_OPTIONS } from '../options/api-options';
import { type OptionValues, optional, withDefault } from '../options/option';
import { parseName, parseOneOf } from '../options/parse-values';
import { UsageError } from '../options/usage-error';
import { defineVerb, EXIT } from '../verb';

const PARTS = ['routes', 'clusters', 'endpoints', 'listeners', 'certificates'] as const;
type Part = (typeof PARTS)[number];

const options = {
  namespace: optional(parseName, {
    placeholder: 'NAMESPACE',
    short: 'n',
    help: 'Of the workload; without it the only one of that name is meant.',
  }),
  output: withDefault(parseOneOf('table', 'json'), {
    placeholder: 'table|json',
    short: 'o',
    fallback: 'table',
    help: 'For people or for programs.',
  }),
  ...API_OPTIONS,
} as const;

type Values = OptionValues<typeof options>;

export const proxyConfig = defineVerb({
  usage: `proxy-config ${PARTS.join('|')} WORKLOAD [-n NAMESPACE] [-o table|json]`,
  description: [
    'Asks the agent of a workload, through the console, what its proxy carries out now.',
    'Of several instances the one that connected last is asked; an agent id in place of WORKLOAD asks that one.',
  ],
  options,
  examples: [
    {
      command: 'meshscope proxy-config routes productpage-v1 -n bookinfo',
      explanation: 'where its calls go, rule by rule',
    },
    {
      command: 'meshscope proxy-config endpoints orders-v1 -o json',
      explanation: 'who is ejected, for a script',
    },
  ],
  takesCommand: false,
  takesOperands: true,
  run: showProxy,
});

async function showProxy(values: Values, [part, workload]: readonly string[]): Promise<number> {
  if (!isPart(part)) throw new UsageError(`Say which part: ${PARTS.join(', ')}`);
  if (workload === undefined) throw new UsageError(`Say of which workload: proxy-config ${part} WORKLOAD`);
  const api = createConsoleApi(values.console, values.token);
  const agent = await findAgent(api, workload, values.namespace);
  if (typeof agent === 'string') {
    process.stderr.write(`meshscope: ${agent}\n`);
    return EXIT.failed;
  }
  const { proxy } = await api.get<AgentProxyAnswer>(`/api/agents/${encodeURIComponent(agent.agentId)}/proxy`);
  process.stdout.write(
    values.output === 'json' ? `${JSON.stringify(proxy[part], null, 2)}\n` : formatPart(proxy, part),
  );
  return EXIT.ok;
}

function isPart(word: string | undefined): word is Part {
  return PARTS.some((part) => part === word);
}

/** The agent to ask; a text says why there is none. */
async function findAgent(
  api: ConsoleApi,
  name: string,
  namespace: string | undefined,
): Promise<AgentView | string> {
  const { agents } = await api.get<{ agents: AgentView[] }>('/api/agents');
  const found = agents
    .filter(({ agentId, workload }) => workload === name || agentId === name)
    .filter((agent) => namespace === undefined || agent.namespace === namespace);
  const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
  if (found.length === 0) return `no agent speaks for ${name}${where}; meshscope status lists those that do`;
  const namespaces = [...new Set(found.map((agent) => agent.namespace))];
  if (namespaces.length > 1) return `${name} is in ${namespaces.join(' and ')}: choose one with -n`;
  const [agent] = found.filter(({ connected }) => connected).sort((a, b) => b.connectedAt - a.connectedAt);
  return agent ?? `the agent of ${name}${where} is not connected`;
}

function formatPart(proxy: ProxyView, part: Part): string {
  const left = proxy.left[part];
  return `${formatTable(TABLES[part](proxy))}${left === 0 ? '' : `and ${left} more that the proxy did not list\n`}`;
}

const TABLES: Readonly<Record<Part, (proxy: ProxyView) => string[][]>> = {
  routes: ({ routes }) => [
    ['LISTENER', 'VIRTUAL HOST', 'TAKES', 'GOES TO', 'TIMEOUT', 'RETRIES', 'RULE'],
    ...routes.map((route) => [
      route.listener,
      route.virtualHost,
      route.match || '*',
      route.destinations.map(printDestination).join(', ') || route.answer,
      route.timeoutMs === null ? '-' : `${route.timeoutMs} ms`,
      String(route.retries),
      printRules(route.rule === null ? [] : [route.rule]),
    ]),
  ],
  clusters: ({ clusters }) => [
    ['CLUSTER', 'ENDPOINTS', 'EJECTED', 'LOAD BALANCING', 'TLS', 'EJECTS', 'RULES'],
    ...clusters.map((cluster) => [
      cluster.name,
      String(cluster.endpoints),
      String(cluster.ejected),
      cluster.loadBalancing,
      cluster.tls,
      cluster.ejects || '-',
      printRules(cluster.rules),
    ]),
  ],
  endpoints: ({ endpoints }) => [
    ['ADDRESS', 'WORKLOAD', 'STATE', 'ACTIVE', 'REQUESTS', 'CLUSTER'],
    ...endpoints.map((endpoint) => [
      endpoint.address,
      endpoint.workload === null ? '-' : `${endpoint.workload}.${endpoint.namespace}`,
      endpoint.isEjected ? 'ejected' : 'in use',
      String(endpoint.activeRequests),
      String(endpoint.totalRequests),
      endpoint.cluster,
    ]),
  ],
  listeners: ({ listeners }) => [
    ['ADDRESS', 'SIDE', 'LEADS TO'],
    ...listeners.map(({ address, leadsTo, side }) => [address, side, leadsTo]),
  ],
  certificates: ({ certificates }) => [
    ['USE', 'NAMES', 'SERIAL', 'VALID SINCE', 'EXPIRES'],
    ...certificates.map(({ names, notAfterMs, notBeforeMs, serialNumber, subject, use }) => [
      use,
      names || subject,
      serialNumber,
      printTime(notBeforeMs),
      printTime(notAfterMs),
    ]),
  ],
};

function printDestination(
  { cluster, percent }: ProxyView['routes'][number]['destinations'][number],
  _index: number,
  all: readonly unknown[],
): string {
  return all.length === 1 ? cluster : `${cluster} ${Number(percent.toFixed(1))} %`;
}

function printRules(rules: ProxyView['clusters'][number]['rules']): string {
  return (
    rules
      .map(({ kind, name, namespace, path }) => `${kind} ${namespace}/${name} ${path}`.trim())
      .join(', ') || '-'
  );
}

function printTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
