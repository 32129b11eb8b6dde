import type { ConfigResource } from '../../config/resource';
import type { Gate } from '../judge/gate';
import { type FlaggerAnalysis, type FlaggerMetric, secondsOf } from './flagger-spec';
import type { LeftField } from './imported-plan';
import { nameLeft } from './name-left';

/** What the metrics of a Canary are read with. */
export interface MetricContext {
  /** MetricTemplates in the same text. */
  templates: readonly ConfigResource[];
  /** The Prometheus for queries in the Canary itself. */
  metricsServer: string | undefined;
  /** Seconds between two checks. */
  interval: number;
  /** Failed checks that end it. */
  failures: number;
  /** What queries are filled in with: namespace, target, service and so on. */
  words: Readonly<Record<string, string>>;
}

const FIELDS = [
  'name',
  'interval',
  'threshold',
  'thresholdRange',
  'templateRef',
  'templateVariables',
  'query',
];
const MINUTE = 60;

/** Each metric as a gate: Flagger's own two as thresholds, queries of a Prometheus as queries. */
export function readFlaggerMetrics(
  { metrics = [] }: FlaggerAnalysis,
  context: MetricContext,
  left: LeftField[],
): Gate[] {
  return metrics.flatMap((metric, index): Gate[] => {
    const field = `spec.analysis.metrics[${index}]`;
    nameLeft(metric, field, FIELDS, 'it has no counterpart', left);
    return readMetric(metric, field, context, left);
  });
}

function readMetric(metric: FlaggerMetric, field: string, context: MetricContext, left: LeftField[]): Gate[] {
  const { name = '' } = metric;
  const counted = { isShared: true, empty: 'bad' } as const;
  const range = { intervalSeconds: context.interval, failures: context.failures, ...counted };
  const isOwn = name === 'request-success-rate' || name === 'request-duration';
  if (metric.templateRef === undefined && metric.query === undefined && isOwn) {
    if (secondsOf(metric.interval, MINUTE) !== context.interval) {
      const why = `Flagger looks back so far (${metric.interval ?? '1m'}) at every check; here a reading looks at the time since the last one, ${context.interval} s`;
      left.push({ field: `${field}.interval`, why });
    }
    return name === 'request-duration'
      ? [{ kind: 'threshold', metric: 'duration', quantile: 0.99, ...boundsOf(metric, 'max'), ...range }]
      : [{ kind: 'threshold', metric: 'success-rate', ...boundsOf(metric, 'min'), ...range }];
  }
  const source = findQuery(metric, context);
  if ('why' in source) {
    left.push({ field, why: source.why });
    return [];
  }
  const query = fillIn(source.query, metric, context);
  const open = /\{\{.*?\}\}/.exec(query);
  if (open !== null) left.push({ field, why: `${open[0]} in its query has to be filled in` });
  return [{ kind: 'query', name, url: source.url, query, ...boundsOf(metric, 'max'), ...range }];
}

/** A threshold that is not there is 0 to Flagger. */
function boundsOf({ thresholdRange, threshold = 0 }: FlaggerMetric, single: 'min' | 'max') {
  const { min, max } = thresholdRange ?? { [single]: threshold };
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

type Source = { url: string; query: string } | { why: string };

function findQuery({ name = '', query, templateRef }: FlaggerMetric, context: MetricContext): Source {
  if (templateRef === undefined) {
    if (query === undefined) return { why: `nothing is known of a metric "${name}"` };
    if (context.metricsServer !== undefined) return { url: context.metricsServer, query };
    return {
      why: 'its query is asked of the Prometheus that Flagger was started with: add it as a query gate',
    };
  }
  const { name: wanted = '', namespace } = templateRef;
  const template = context.templates.find(
    ({ metadata }) =>
      metadata.name === wanted && (namespace === undefined || (metadata.namespace ?? '') === namespace),
  );
  if (template === undefined) return { why: `the MetricTemplate ${wanted} is not in the text` };
  const spec = template.spec as { provider?: { type?: string; address?: string }; query?: string };
  const { type = '', address } = spec.provider ?? {};
  if (type !== 'prometheus' || address === undefined || spec.query === undefined) {
    return {
      why: `the MetricTemplate ${wanted} asks ${type === '' ? 'nobody' : type}; only a Prometheus can be asked`,
    };
  }
  return { url: address, query: spec.query };
}

function fillIn(
  query: string,
  { interval, templateVariables = {} }: FlaggerMetric,
  { words }: MetricContext,
): string {
  const known: Readonly<Record<string, string>> = { ...words, interval: interval ?? `${MINUTE}s` };
  return query
    .replaceAll(/\{\{\s*variables\.([\w-]+)\s*\}\}/g, (whole, key: string) => templateVariables[key] ?? whole)
    .replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, key: string) => known[key] ?? whole)
    .trim();
}
