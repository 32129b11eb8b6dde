import type { GraphNode, TrafficRates } from '../graph';
import { EDGE_FIELDS } from './edge-fields';
import type { FindField, FindSubject } from './find-field';
import { NODE_FIELDS } from './node-fields';

const OF_BOTH = { of: ['node', 'edge'] } as const;

const SHARED_FIELDS: readonly FindField[] = [
  { ...OF_BOTH, names: ['rate', 'rps'], help: 'Requests a second', measure: 'rate', number: rateOf },
  {
    ...OF_BOTH,
    names: ['error', 'errors', 'err'],
    help: 'Failed requests, percent',
    measure: 'percent',
    number: errorPercentOf,
  },
  ...(['p50', 'p90', 'p95', 'p99'] as const).map(
    (name): FindField => ({
      ...OF_BOTH,
      names: [name],
      help: `${name === 'p50' ? 'Median' : `${name.slice(1)}th percentile`} of durations, ms`,
      measure: 'duration',
      number: (subject) => latencyOf(subject)?.[name],
    }),
  ),
  { ...OF_BOTH, names: ['healthy'], help: 'Healthy', flag: isHealthy },
  { ...OF_BOTH, names: ['degraded'], help: 'Degraded', flag: (subject) => healthOf(subject) === 'Degraded' },
  {
    ...OF_BOTH,
    names: ['failing', 'failure'],
    help: 'Failing',
    flag: (subject) => healthOf(subject) === 'Failure',
  },
  {
    ...OF_BOTH,
    names: ['idle'],
    help: 'Without traffic',
    flag: ({ node, edge }) => (node ?? edge)?.isIdle,
  },
];

/** Every field of the find language: Kiali's, and ours. */
export const FIND_FIELDS: readonly FindField[] = [...SHARED_FIELDS, ...NODE_FIELDS, ...EDGE_FIELDS];

const BY_NAME = new Map(FIND_FIELDS.flatMap((field) => field.names.map((name) => [name, field] as const)));

const LABEL = 'label:';

/** The field of a name, whatever its case; `label:<name>` is a field for every label. */
export function findField(name: string): FindField | undefined {
  const lower = name.toLowerCase();
  return lower.startsWith(LABEL) && lower.length > LABEL.length ? labelField(name) : BY_NAME.get(lower);
}

function labelField(name: string): FindField {
  const wanted = name.slice(LABEL.length).toLowerCase();
  const valuesIn = ({ node }: FindSubject): string[] | undefined =>
    node &&
    Object.entries({ app: node.app, version: node.version, ...node.labels }).flatMap(([label, value]) =>
      label.toLowerCase() === wanted && value !== '' ? value : [],
    );
  return {
    names: [name],
    help: 'A label of a workload',
    of: ['node'],
    texts: valuesIn,
    flag: (subject) => {
      const values = valuesIn(subject);
      return values && values.length > 0;
    },
  };
}

function rateOf({ node, edge }: FindSubject): number {
  if (edge !== undefined) return edge.protocol === 'tcp' ? 0 : edge.rate;
  return rateIn(node.incoming.http) + rateIn(node.incoming.grpc);
}

function errorPercentOf({ node, edge }: FindSubject): number {
  if (edge !== undefined) return edge.errorPercent;
  const failed = ({ rate, errorPercent }: TrafficRates): number => (rate * errorPercent) / 100;
  const sides = [node.incoming.http, node.incoming.grpc].filter((side) => side !== undefined);
  const total = sides.reduce((sum, { rate }) => sum + rate, 0);
  return total === 0 ? 0 : (100 * sides.reduce((sum, side) => sum + failed(side), 0)) / total;
}

function rateIn(rates: TrafficRates | undefined): number {
  return rates?.rate ?? 0;
}

function latencyOf({ node, edge }: FindSubject): GraphNode['latency'] {
  return (node ?? edge)?.latency;
}

/** As in Kiali, neither it nor its opposite is true of what has no traffic or no instances. */
function isHealthy(subject: FindSubject): boolean | undefined {
  const status = healthOf(subject);
  return status === 'NA' || status === 'Not Ready' ? undefined : status === 'Healthy';
}

function healthOf({ node, edge }: FindSubject): string | undefined {
  return (node ?? edge)?.health.status;
}
