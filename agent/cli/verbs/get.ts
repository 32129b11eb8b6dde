import { whyNotKept } from '../../../lib/mesh/config/kept-kinds';
import type { ConfigItem } from '../../../lib/protocol/api/config';
import type { ConfigDetail, ConfigList } from '../../../lib/protocol/api/config-objects';
import { type ConsoleApi, createConsoleApi } from '../api/console-api';
import { parseKind } from '../api/kind-names';
import { formatTable } from '../format-table';
import { API_OPTIONS } from '../options/api-options';
import { type OptionValues, optional, toggle, withDefault } from '../options/option';
import { parseName, parseOneOf, parseText } from '../options/parse-values';
import { defineVerb, EXIT } from '../verb';

const options = {
  namespace: optional(parseName, {
    placeholder: 'NAMESPACE',
    short: 'n',
    help: 'Only there; without it all namespaces.',
  }),
  'all-namespaces': toggle({ short: 'A', help: 'All of them, which is so without -n too.' }),
  selector: optional(parseText, {
    placeholder: 'KEY=VALUE',
    short: 'l',
    help: 'Only objects with this label; several by comma.',
  }),
  output: withDefault(parseOneOf('table', 'yaml', 'json'), {
    placeholder: 'table|yaml|json',
    short: 'o',
    fallback: 'table',
    help: 'yaml is the text as it was written, with its comments.',
  }),
  ...API_OPTIONS,
} as const;

type Values = OptionValues<typeof options>;

export const get = defineVerb({
  usage: 'get [KIND [NAME]] [-n NAMESPACE] [-l KEY=VALUE] [-o table|yaml|json]',
  description: [
    'KIND is a kind or its short name: vs, dr, gw, se, pa, ra, ap, svc, gtw (Gateway of the Gateway API); several by comma.',
    'What -o yaml prints is what meshscope apply takes.',
  ],
  options,
  examples: [
    { command: 'meshscope get', explanation: 'everything' },
    { command: 'meshscope get vs,dr -n bookinfo', explanation: 'two kinds of one namespace' },
    { command: 'meshscope get vs reviews -n bookinfo -o yaml', explanation: 'one object as it was written' },
  ],
  takesCommand: false,
  takesOperands: true,
  run: showConfig,
});

async function showConfig(values: Values, [kinds, name]: readonly string[]): Promise<number> {
  const api = createConsoleApi(values.console, values.token);
  const items = await listItems(api, values, kinds, name);
  if (items.length === 0) {
    const asked = [kinds, name].filter((word) => word !== undefined).join(' ');
    const where = values.namespace === undefined ? '' : ` in namespace ${values.namespace}`;
    process.stderr.write(
      `meshscope: the configuration has no ${asked || 'objects'}${where}${whyNone(kinds)}\n`,
    );
    return name === undefined ? EXIT.ok : EXIT.failed;
  }
  if (values.output === 'table') {
    process.stdout.write(formatItems(items));
    return EXIT.ok;
  }
  const details: ConfigDetail[] = [];
  for (const item of items) details.push(await getDetail(api, item));
  process.stdout.write(
    values.output === 'yaml' ? formatYaml(details) : formatJson(details, name !== undefined),
  );
  return EXIT.ok;
}

/** What explains that there is none, where the kind alone does. */
function whyNone(kinds: string | undefined): string {
  if (kinds === undefined || kinds === 'all') return '';
  const reasons = kinds.split(',').map((word) => {
    const kind = parseKind(word);
    return kind === 'Service' ? 'services that agents serve are no objects' : whyNotKept(kind);
  });
  const [reason] = reasons;
  return reason === undefined || reasons.includes(undefined) ? '' : ` (${reason})`;
}

async function listItems(
  api: ConsoleApi,
  { namespace, selector }: Values,
  kinds: string | undefined,
  name: string | undefined,
): Promise<ConfigItem[]> {
  const query = {
    limit: '1000',
    ...(kinds === undefined || kinds === 'all' ? {} : { kind: kinds.split(',').map(parseKind).join(',') }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(selector === undefined ? {} : { label: selector }),
  };
  const items: ConfigItem[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: ConfigList = await api.get(
      '/api/config/objects',
      cursor === '' ? query : { ...query, cursor },
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return name === undefined ? items : items.filter((item) => item.name === name);
}

function getDetail(api: ConsoleApi, { kind, namespace, name }: ConfigItem): Promise<ConfigDetail> {
  const place = [kind, namespace === '' ? '-' : namespace, name].map(encodeURIComponent).join('/');
  return api.get(`/api/config/objects/${place}`);
}

function formatItems(items: readonly ConfigItem[]): string {
  return formatTable([
    ['KIND', 'NAMESPACE', 'NAME', 'VERSION', 'REVISION', 'CHANGED', 'BY', 'FINDINGS'],
    ...items.map((item) => [
      item.kind,
      item.namespace || '-',
      item.name,
      String(item.version),
      String(item.revision),
      new Date(item.updatedAt).toISOString().slice(0, 19).replace('T', ' '),
      item.author,
      formatCounts(item.findings),
    ]),
  ]);
}

function formatCounts({ error, warning, info }: ConfigItem['findings']): string {
  const parts = [
    ...(error > 0 ? [`${error} error${error === 1 ? '' : 's'}`] : []),
    ...(warning > 0 ? [`${warning} warning${warning === 1 ? '' : 's'}`] : []),
    ...(info > 0 ? [`${info} info`] : []),
  ];
  return parts.length === 0 ? '-' : parts.join(', ');
}

function formatYaml(details: readonly ConfigDetail[]): string {
  return details.map(({ yaml }) => (yaml.startsWith('---') ? yaml : `---\n${yaml}`)).join('');
}

function formatJson(details: readonly ConfigDetail[], isOne: boolean): string {
  const objects = details.map(({ object }) => object);
  const [only] = objects;
  const value = isOne && objects.length === 1 ? only : { apiVersion: 'v1', kind: 'List', items: objects };
  return `${JSON.stringify(value, null, 2)}\n`;
}
