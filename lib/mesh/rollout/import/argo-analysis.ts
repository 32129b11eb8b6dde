/** AnalysisTemplates of Argo as gates, with their arguments filled in. */
import type { ConfigResource } from '../../config/resource';
import { compilePattern } from '../../pattern/re2';
import type { Gate } from '../judge/gate';
import { type ArgoAnalysis, type ArgoArgument, type ArgoMetric, argoSeconds } from './argo-spec';
import type { LeftField } from './imported-plan';
import { nameLeft } from './name-left';
import { readCondition } from './read-condition';

/** A metric without an interval is measured once, at once. */
const ONCE_SECONDS = 10;
const MOST_NESTED = 5;

interface TemplateSpec {
  metrics?: ArgoMetric[];
  args?: ArgoArgument[];
  dryRun?: { metricName?: string }[];
  templates?: { templateName?: string }[];
}

/** The gates of an analysis, and how long its measurements take. */
export interface ReadAnalysis {
  gates: Gate[];
  seconds: number;
}

/** Reads every template that the analysis names; `templates` are those in the text. */
export function readAnalysis(
  analysis: ArgoAnalysis | undefined,
  templates: readonly ConfigResource[],
  field: string,
  left: LeftField[],
): ReadAnalysis {
  const found = (analysis?.templates ?? []).flatMap(({ templateName = '' }) =>
    findTemplates(templateName, templates, field, left),
  );
  const read = found.flatMap(({ name, spec }) => {
    const values = readArguments([...(spec.args ?? []), ...(analysis?.args ?? [])], field, left);
    const dry = [...(spec.dryRun ?? []), ...(analysis?.dryRun ?? [])];
    return (spec.metrics ?? []).map((metric) => {
      const where = `AnalysisTemplate ${name}, metric ${metric.name ?? ''}`;
      if (dry.some(({ metricName = '' }) => isNamed(metricName, metric.name ?? ''))) {
        left.push({ field: where, why: 'it is a dry run, which decides nothing' });
        return { gates: [], seconds: 0 };
      }
      return readMetric(fillIn(metric, values) as ArgoMetric, where, left);
    });
  });
  const gates: Gate[] = [];
  for (const gate of read.flatMap((one) => one.gates)) {
    if (!gates.some((known) => JSON.stringify(known) === JSON.stringify(gate))) gates.push(gate);
  }
  return { gates, seconds: Math.max(0, ...read.map(({ seconds }) => seconds)) };
}

/** A template with those it is made of. */
function findTemplates(
  name: string,
  templates: readonly ConfigResource[],
  field: string,
  left: LeftField[],
  depth = 0,
): { name: string; spec: TemplateSpec }[] {
  const template = templates.find(({ metadata }) => metadata.name === name);
  if (template === undefined || depth > MOST_NESTED) {
    left.push({ field, why: `the AnalysisTemplate ${name} is not in the text` });
    return [];
  }
  const spec = template.spec as TemplateSpec;
  const inner = (spec.templates ?? []).flatMap(({ templateName = '' }) =>
    findTemplates(templateName, templates, field, left, depth + 1),
  );
  return [{ name, spec }, ...inner];
}

/** Values that only Kubernetes knows stay as they stand, and are named. */
function readArguments(
  args: readonly ArgoArgument[],
  field: string,
  left: LeftField[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const unknown = new Set<string>();
  for (const { name = '', value, valueFrom } of args) {
    if (value !== undefined) values.set(name, String(value));
    if (value !== undefined) unknown.delete(name);
    else if (valueFrom !== undefined || !values.has(name)) unknown.add(name);
  }
  for (const name of unknown) {
    const why = 'its value is known to Kubernetes only: fill it in where the query has it';
    left.push({ field: `${field}, argument ${name}`, why });
  }
  return values;
}

/** Every text of a metric may name arguments. */
function fillIn(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(
      /\{\{\s*args\.([\w.-]+)\s*\}\}/g,
      (whole, name: string) => values.get(name) ?? whole,
    );
  }
  if (Array.isArray(value)) return value.map((one) => fillIn(one, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillIn(inner, values)]));
}

function isNamed(pattern: string, name: string): boolean {
  const compiled = compilePattern(pattern);
  return 'matches' in compiled && compiled.matches(name);
}

const KNOWN = [
  ...['name', 'interval', 'initialDelay', 'count', 'failureLimit', 'successCondition', 'failureCondition'],
  'provider',
];

/** Why the fields that decide something are left. */
const WHY: Readonly<Record<string, string>> = {
  inconclusiveLimit: 'a reading that is neither good nor bad waits, however many there are',
  consecutiveErrorLimit: 'a query without an answer waits, however often',
  consecutiveSuccessLimit: 'a good reading is enough to go on',
};

function readMetric(metric: ArgoMetric, field: string, left: LeftField[]): ReadAnalysis {
  const { name = '', interval, initialDelay, count, failureLimit, provider } = metric;
  const nothing = { gates: [], seconds: 0 };
  const leave = (why: string): ReadAnalysis => {
    left.push({ field, why });
    return nothing;
  };
  const prometheus = provider?.prometheus;
  if (prometheus?.query === undefined) return leave('only the provider prometheus can be asked');
  const limit = Number(failureLimit ?? 0);
  if (limit < 0) return leave('with a failureLimit below 0 it decides nothing');
  const condition = readCondition(metric.successCondition, metric.failureCondition);
  if (condition === undefined)
    return leave('its condition is more than comparisons of the result with numbers');
  if (condition.isEmptyGood) {
    left.push({ field: `${field}.successCondition`, why: 'a query without an answer waits, it is not good' });
  }
  for (const key of Object.keys(metric)) {
    if (!KNOWN.includes(key))
      left.push({ field: `${field}.${key}`, why: WHY[key] ?? 'it has no counterpart' });
  }
  nameLeft(prometheus, `${field}.prometheus`, ['address', 'query'], 'the query is asked as it stands', left);
  const intervalSeconds = Math.max(1, interval === undefined ? ONCE_SECONDS : argoSeconds(interval));
  const gate: Gate = {
    kind: 'query',
    name,
    url: prometheus.address ?? 'http://127.0.0.1:9090',
    query: prometheus.query.trim(),
    ...condition.bounds,
    ...(condition.good === undefined ? {} : { good: condition.good }),
    intervalSeconds,
    // Argo fails when more than the limit failed.
    failures: limit + 1,
  };
  const delay = initialDelay === undefined ? 0 : argoSeconds(initialDelay);
  return { gates: [gate], seconds: delay + intervalSeconds * Math.max(1, Number(count ?? 1) || 1) };
}
